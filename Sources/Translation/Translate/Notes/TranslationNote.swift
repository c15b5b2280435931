/// What a translator changed, said at the moment it changed it.
///
/// Nothing is dropped, changed or added without one of these; the log, the ring and the dashboard's diff show them. A
/// note is data: its sentence is written when somebody reads it, by ``NoteCatalog``.
public struct TranslationNote: Sendable, Hashable {
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

    public enum Direction: String, Sendable, CaseIterable {
        case request
        case answer
    }

    /// Where in what came in and where in what went out.
    public struct Place: Sendable, Hashable {
        /// In stage 1 or 3; nil for what was added.
        public var source: JSONPath?
        /// In stage 2 or 4; nil for what was dropped.
        public var target: JSONPath?

        public init(source: JSONPath? = nil, target: JSONPath? = nil) {
            self.source = source
            self.target = target
        }
    }

    public var kind: Kind
    public var direction: Direction
    /// What was done and why.
    public var reason: NoteReason
    /// The first of its places.
    public var place: Place
    /// Where the same was done as well.
    public internal(set) var furtherPlaces: [Place] = []
    /// Whether there were more places than are kept.
    public internal(set) var hasMorePlaces = false
    /// `config.yaml:14`, where a rule of the configuration did it.
    public var rule: String?

    public init(
        _ kind: Kind,
        _ direction: Direction = .request,
        from source: JSONPath? = nil,
        to target: JSONPath? = nil,
        _ reason: NoteReason,
        rule: String? = nil
    ) {
        self.kind = kind
        self.direction = direction
        self.reason = reason
        self.place = Place(source: source, target: target)
        self.rule = rule
    }

    public init(
        _ kind: Kind,
        _ direction: Direction = .request,
        from source: JSONPath? = nil,
        to target: JSONPath? = nil,
        _ code: NoteCode,
        _ parameters: NoteParameter...,
        rule: String? = nil
    ) {
        self.init(kind, direction, from: source, to: target, NoteReason(code, parameters), rule: rule)
    }

    public var code: NoteCode { reason.code }

    /// In what came in; of several places the first.
    public var source: JSONPath? {
        get { place.source }
        set { place.source = newValue }
    }

    /// In what went out; of several places the first.
    public var target: JSONPath? {
        get { place.target }
        set { place.target = newValue }
    }

    /// What was done and why, in one sentence.
    public var sentence: String { reason.sentence }
}
