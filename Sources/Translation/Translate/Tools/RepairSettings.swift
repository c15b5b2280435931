/// What is put right in the arguments of the calls that a model makes.
public struct RepairSettings: Sendable, Equatable {
    /// An optional parameter of a tool.
    public struct NamedParameter: Sendable, Equatable {
        public var tool: String
        public var parameter: String
        /// `config.yaml:14`; nil where it is built in.
        public var rule: String?

        public init(tool: String, parameter: String, rule: String? = nil) {
            self.tool = tool
            self.parameter = parameter
            self.rule = rule
        }
    }

    /// Whether arguments that are no JSON are repaired where they can be meant in one way only.
    public var malformedJSON = true
    /// `config.yaml:14`; nil where it is built in.
    public var malformedRule: String?
    /// Optional parameters that their tools refuse when they are empty. Nil is `off`: then what the tools' schemas
    /// refuse is passed on as well.
    public var emptyArguments: [NamedParameter]? = [NamedParameter(tool: "Read", parameter: "pages")]

    public init() {}

    /// What a note cites where no line of a file does.
    public static let builtIn = "built-in rule"
}
