/// Decides the parameters of one request, one by one, and notes what it changes.
struct ParameterRules {
    let request: MessagesRequest
    let target: TranslationTarget
    let traits: DialectTraits
    let tools: ToolSet
    let names: ParameterNames
    var notes: [TranslationNote] = []

    init(_ request: MessagesRequest, for target: TranslationTarget, traits: DialectTraits, tools: ToolSet) {
        self.request = request
        self.target = target
        self.traits = traits
        self.tools = tools
        names = ParameterNames(target, traits)
    }

    var options: TargetOptions { target.options }
    var profile: ModelProfile { target.profile }

    /// Whether the upstream has refused the parameter before; adds a note if so.
    mutating func isRefused(_ parameter: String, from source: JSONPath?) -> Bool {
        guard target.refuses(parameter) else { return false }
        let code = profile.refuses.contains(parameter) ? NoteCode.parameterNotTaken : .parameterRefusedBefore
        notes.append(TranslationNote(.drop, from: source, code, .model(target.model), .parameter(parameter)))
        return true
    }
}

extension TranslationTarget {
    /// A refusal of `reasoning` covers `reasoning.summary`.
    func refuses(_ parameter: String) -> Bool {
        guard !refusedParameters.isEmpty else { return false }
        if refusedParameters.contains(parameter) { return true }
        guard let dot = parameter.firstIndex(of: ".") else { return false }
        return refusedParameters.contains(String(parameter[..<dot]))
    }
}
