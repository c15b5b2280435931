/// What is put right in the arguments of calls: the configuration's rules and what the tools' own schemas say.
///
/// A model that does not leave an optional parameter out but fills it with `""` or `null` gets an error from a tool that
/// refuses such a value, and often makes the same call again. Such a parameter is left out of the call where the
/// refusal is certain: the configuration names it, or its schema is one that the value does not fit. Parameters that are
/// required always arrive, and so does everything that is nested in another value.
public struct ArgumentRules: Sendable {
    private let settings: RepairSettings
    private let tools: [Tool]

    public init(_ settings: RepairSettings = RepairSettings(), tools: [Tool] = []) {
        self.settings = settings
        self.tools = tools
    }

    var repairsJSON: Bool { settings.malformedJSON }

    /// How a note names the rule about malformed JSON.
    var malformedRule: String { settings.malformedRule ?? RepairSettings.builtIn }

    /// The parameters that a call of `tool` may have to do without. They are worked out when the call begins: most
    /// tools of a request are never called, and reading all their schemas would cost more than translating it.
    func parameters(of tool: String) -> [OptionalParameter] {
        guard let emptyArguments = settings.emptyArguments,
            let tool = tools.first(where: { $0.name == tool }), case .custom(let schema) = tool.kind
        else { return [] }
        let required = schema["required"]?.elements.compactMap(\.string) ?? []
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
        for property in schema["properties"]?.members.map({ $0 }) ?? [] {
            let name = property.key.string
            guard !required.contains(name) else { continue }
            let refusesNull = SchemaValueCheck.refuses(.null, property.value, in: schema)
            if let position = parameters.firstIndex(where: { $0.name == name }) {
                parameters[position].refusesNull = refusesNull
                continue
            }
            let refusesEmpty = SchemaValueCheck.refuses(.emptyText, property.value, in: schema)
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

/// A parameter that a tool does not need, and values it does not take for it.
struct OptionalParameter: Sendable, Equatable {
    var name: String
    var refusesEmpty: Bool
    var refusesNull: Bool
    /// `config.yaml:14`, or that it is built in.
    var rule: String
    /// Whether a list names it; else its schema says what it refuses.
    var isNamed: Bool
}
