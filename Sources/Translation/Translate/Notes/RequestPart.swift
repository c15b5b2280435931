/// A part of a request during translation: its content, its origin, and the changes so far.
public struct RequestPart<Content: Sendable>: Sendable {
    public var content: Content
    public let source: JSONValue
    public var pendingNotes: [PendingNote]
    /// Present if a cached prefix ends here.
    public var cacheMark: CacheMark?
    /// Notes about the mark.
    var markNotes: [PendingNote] = []

    init(_ content: Content, source: JSONValue, pendingNotes: [PendingNote] = []) {
        self.content = content
        self.source = source
        self.pendingNotes = pendingNotes
    }

    func map<New>(_ transform: (Content) -> New) -> RequestPart<New> {
        var part = RequestPart<New>(transform(content), source: source, pendingNotes: pendingNotes)
        part.cacheMark = cacheMark
        part.markNotes = markNotes
        return part
    }

    /// Keeps the longer of two marks at one place.
    mutating func mark(_ mark: CacheMark, _ pendingNote: PendingNote?) {
        if cacheMark != .long { cacheMark = mark }
        if let pendingNote { markNotes.append(pendingNote) }
    }

    /// Takes the mark of a part that is left out.
    mutating func takeMark(of other: RequestPart) {
        guard let mark = other.cacheMark else { return }
        self.mark(mark, nil)
        markNotes += other.markNotes
    }
}

/// A note whose place in the output only the writer knows.
public struct PendingNote: Sendable, Equatable {
    public var kind: TranslationNote.Kind
    public var source: JSONPath?
    public var reason: NoteReason
    /// The member of the written object that it is about.
    public var member: JSONPath

    init(_ kind: TranslationNote.Kind, from source: JSONPath?, at member: JSONPath = [], _ reason: NoteReason) {
        self.kind = kind
        self.source = source
        self.reason = reason
        self.member = member
    }

    init(
        _ kind: TranslationNote.Kind,
        from source: JSONPath?,
        at member: JSONPath = [],
        _ code: NoteCode,
        _ parameters: NoteParameter...
    ) {
        self.init(kind, from: source, at: member, NoteReason(code, parameters))
    }
}

extension [TranslationNote] {
    /// Notes that `value` was left out.
    mutating func drop(_ value: JSONValue, _ reason: NoteReason) {
        append(TranslationNote(.drop, from: value.place, reason))
    }

    mutating func drop(_ value: JSONValue, _ code: NoteCode, _ parameters: NoteParameter...) {
        drop(value, NoteReason(code, parameters))
    }

    /// Turns `pendingNotes` into notes for the value that `json` wrote last.
    mutating func place(_ pendingNotes: [PendingNote], in json: JSONWriter) {
        guard !pendingNotes.isEmpty else { return }
        let place = json.place
        for pendingNote in pendingNotes {
            let target = place.appending(pendingNote.member)
            append(TranslationNote(pendingNote.kind, from: pendingNote.source, to: target, pendingNote.reason))
        }
    }
}
