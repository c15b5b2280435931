/// What is put right in the arguments of the calls that a model makes.
package struct RepairSettings: Sendable, Equatable {
    /// An optional parameter of a tool.
    package struct NamedParameter: Sendable, Equatable {
        package var tool: String
        package var parameter: String
        /// `config.yaml:14`; nil where it is built in.
        package var rule: String?

        package init(tool: String, parameter: String, rule: String? = nil) {
            self.tool = tool
            self.parameter = parameter
            self.rule = rule
        }
    }

    /// Whether arguments that are no JSON are mended where they can be meant in one way only.
    package var malformedJSON = true
    /// `config.yaml:14`; nil where it is built in.
    package var malformedRule: String?
    /// Optional parameters that their tools refuse when they are empty. Nil is `off`: then what the tools' schemas
    /// refuse is passed on as well.
    package var emptyArguments: [NamedParameter]? = [NamedParameter(tool: "Read", parameter: "pages")]

    package init() {}

    /// What a note cites where no line of a file does.
    package static let builtIn = "built-in rule"
}
