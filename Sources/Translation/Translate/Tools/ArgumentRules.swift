/// The rules for repairing the arguments of calls, from the configuration and from the tools' schemas.
///
/// Some models fill an optional parameter with `""` or `null` instead of leaving it out. A tool that refuses such a value
/// returns an error, and the model often repeats the call. So the parameter is left out if the refusal is certain: the
/// configuration names it, or the value does not fit its schema. Required parameters are always kept, and so is everything
/// nested in another value.
public struct ArgumentRules: Sendable {
    private let settings: RepairSettings
    private let tools: [Tool]

    public init(_ settings: RepairSettings = RepairSettings(), tools: [Tool] = []) {
        self.settings = settings
        self.tools = tools
    }

    var repairsJSON: Bool { settings.malformedJSON }

    /// The name of the rule about malformed JSON, in notes.
    var malformedRule: String { settings.malformedRule ?? RepairSettings.builtIn }

    /// The parameters that may be left out of a call of `tool`. They are determined when the call begins: most tools of a
    /// request are never called, and reading all schemas would cost more than the translation.
    func parameters(of tool: String) -> [OptionalParameter] {
        guard let emptyArguments = settings.emptyArguments,
            let tool = tools.first(where: { $0.name == tool }), case .custom(let schema) = tool.kind
        else { return [] }
        let required = Set(schema["required"]?.elements.compactMap(\.string) ?? [])
        var parameters = emptyArguments.compactMap { named -> OptionalParameter? in
            guard named.tool == tool.name, !required.contains(named.parameter) else { return nil }
            return OptionalParameter(
                name: named.parameter,
                refusesEmpty: true,
                refusesNull: false,
                rule: named.rule ?? RepairSettings.builtIn,
                isNamed: true
            )
        }
        guard SchemaValueCheck.isOptionalityKnown(schema) else { return parameters }
        var check = SchemaValueCheck(root: schema)
        let named = Dictionary(parameters.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        for property in schema["properties"]?.members.map({ $0 }) ?? [] {
            let name = property.key.string
            guard !required.contains(name) else { continue }
            let refusesNull = check.refuses(.null, property.value)
            if let position = named[name] {
                parameters[position].refusesNull = refusesNull
                continue
            }
            let refusesEmpty = check.refuses(.emptyText, property.value)
            guard refusesEmpty || refusesNull else { continue }
            parameters.append(
                OptionalParameter(
                    name: name,
                    refusesEmpty: refusesEmpty,
                    refusesNull: refusesNull,
                    rule: RepairSettings.builtIn,
                    isNamed: false
                )
            )
        }
        return parameters
    }
}

/// An optional parameter, and the values that its tool refuses.
struct OptionalParameter: Sendable, Equatable {
    var name: String
    var refusesEmpty: Bool
    var refusesNull: Bool
    /// `config.yaml:14`, or that the rule is built in.
    var rule: String
    /// Whether a list names it; otherwise its schema refuses the values.
    var isNamed: Bool
}
