/// The settings for repairing the arguments of a model's calls.
public struct RepairSettings: Sendable, Equatable {
    /// An optional parameter of a tool.
    public struct NamedParameter: Sendable, Equatable {
        public var tool: String
        public var parameter: String
        /// `config.yaml:14`; nil if it is built in.
        public var rule: String?

        public init(tool: String, parameter: String, rule: String? = nil) {
            self.tool = tool
            self.parameter = parameter
            self.rule = rule
        }
    }

    /// Whether arguments that are not valid JSON are repaired if the repair is unambiguous.
    public var malformedJSON = true
    /// `config.yaml:14`; nil if it is built in.
    public var malformedRule: String?
    /// Optional parameters that their tools refuse when empty. Nil is `off`: then values that a schema refuses are passed
    /// on too.
    public var emptyArguments: [NamedParameter]? = [NamedParameter(tool: "Read", parameter: "pages")]

    public init() {}

    /// The citation of a built-in rule in notes.
    public static let builtIn = "built-in rule"
}
