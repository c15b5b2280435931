/// What a translator changed, said at the moment it changed it.
///
/// Nothing is dropped, bent or added without one of these; the headless log, the ring and the dashboard's diff show them.
public struct TranslationNote: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// The part could not be translated, and the answer suffers for it.
        case fail = "FAIL"
        /// It arrives, but with less in it.
        case lossy = "LOSSY"
        /// It was left out.
        case drop = "DROP"
        /// It arrives whole under another name, value or form.
        case map = "MAP"
        /// Something the client did not send was put in.
        case add = "ADD"
        /// It was cut in several, or moved.
        case split = "SPLIT"
    }

    public enum Direction: String, Sendable {
        case request
        case answer
    }

    public var kind: Kind
    public var direction: Direction
    /// JSON path in what came in (stage 1 or 3); nil for what was added.
    public var source: String?
    /// JSON path in what went out (stage 2 or 4); nil for what was dropped.
    public var target: String?
    /// What was done and why, in one sentence.
    public var reason: String
    /// `config.yaml:14`, where a rule of the configuration did it.
    public var rule: String?

    public init(
        _ kind: Kind,
        _ direction: Direction = .request,
        from source: String? = nil,
        to target: String? = nil,
        _ reason: String,
        rule: String? = nil
    ) {
        self.kind = kind
        self.direction = direction
        self.source = source
        self.target = target
        self.reason = reason
        self.rule = rule
    }
}
