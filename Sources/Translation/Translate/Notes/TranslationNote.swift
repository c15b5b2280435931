/// A change that a translator made, recorded when it was made.
///
/// Nothing is dropped, changed or added without a note; the log, the ring and the dashboard show them. A note is data:
/// ``NoteCatalog`` writes its sentence when it is shown.
public struct TranslationNote: Sendable, Hashable {
    /// How much of the part is left.
    public enum Kind: String, Sendable, CaseIterable {
        /// The part could not be translated, and the answer is worse for it.
        case fail = "FAIL"
        /// It is passed on with less information.
        case lossy = "LOSSY"
        /// It was left out.
        case drop = "DROP"
        /// It is passed on whole, under another name, value or form.
        case map = "MAP"
        /// Something was added that the client did not send.
        case add = "ADD"
        /// It was split into several, or moved.
        case split = "SPLIT"
    }

    /// What was translated.
    public enum Direction: String, Sendable, CaseIterable {
        case request
        case answer
    }

    /// A place in the input and in the output.
    public struct Place: Sendable, Hashable {
        /// In stage 1 or 3; nil for an addition.
        public var source: JSONPath?
        /// In stage 2 or 4; nil for a part that was dropped.
        public var target: JSONPath?

        public init(source: JSONPath? = nil, target: JSONPath? = nil) {
            self.source = source
            self.target = target
        }
    }

    public var kind: Kind
    public var direction: Direction
    /// The change and its reason.
    public var reason: NoteReason
    /// The first of its places.
    public var place: Place
    /// More places of the same change.
    public internal(set) var furtherPlaces: [Place] = []
    /// Whether there were more places than the limit.
    public internal(set) var hasMorePlaces = false
    /// `config.yaml:14`, if a rule of the configuration caused it.
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

    /// The first place in the input.
    public var source: JSONPath? {
        get { place.source }
        set { place.source = newValue }
    }

    /// The first place in the output.
    public var target: JSONPath? {
        get { place.target }
        set { place.target = newValue }
    }

    /// The change and its reason, in one sentence.
    public var sentence: String { reason.sentence }
}
