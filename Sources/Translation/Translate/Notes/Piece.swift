/// A piece of a request on its way into another API's words: what it says now, where it came from, and what was done
/// to it in between.
public struct Piece<Content: Sendable>: Sendable {
    public var content: Content
    public let source: JSONValue
    public var remarks: [Remark]
    /// Present where a prefix that is to be cached ends with it.
    public var cacheMark: CacheMark?
    /// About the mark, and for its place.
    var markRemarks: [Remark] = []

    init(_ content: Content, source: JSONValue, remarks: [Remark] = []) {
        self.content = content
        self.source = source
        self.remarks = remarks
    }

    func map<New>(_ transform: (Content) -> New) -> Piece<New> {
        var piece = Piece<New>(transform(content), source: source, remarks: remarks)
        piece.cacheMark = cacheMark
        piece.markRemarks = markRemarks
        return piece
    }

    /// Of two marks at one place the longer one is kept.
    mutating func mark(_ mark: CacheMark, _ remark: Remark?) {
        if cacheMark != .long { cacheMark = mark }
        if let remark { markRemarks.append(remark) }
    }

    /// Takes over the mark of a piece that is left out.
    mutating func takeMark(of other: Piece) {
        guard let mark = other.cacheMark else { return }
        self.mark(mark, nil)
        markRemarks += other.markRemarks
    }
}

/// A note that waits for its place in the output, which only the writer knows.
public struct Remark: Sendable, Equatable {
    public var kind: TranslationNote.Kind
    public var source: String?
    public var reason: String
    /// The member it is about, of the object that is written.
    public var member: String?

    init(_ kind: TranslationNote.Kind, from source: String?, at member: String? = nil, _ reason: String) {
        self.kind = kind
        self.source = source
        self.reason = reason
        self.member = member
    }
}

extension [TranslationNote] {
    /// Something at `value` was left out.
    mutating func drop(_ value: JSONValue, _ reason: String) {
        append(TranslationNote(.drop, from: value.path, reason))
    }

    /// Turns `remarks` into notes for what `json` wrote last.
    mutating func place(_ remarks: [Remark], in json: JSONWriter) {
        guard !remarks.isEmpty else { return }
        let path = json.path
        for remark in remarks {
            let target = remark.member.map { "\(path).\($0)" } ?? path
            append(TranslationNote(remark.kind, from: remark.source, to: target, remark.reason))
        }
    }
}
