public import Translation

/// Paths as people write them, for tests: `"messages[0].content"`.
extension JSONPath: ExpressibleByStringLiteral, ExpressibleByUnicodeScalarLiteral,
    ExpressibleByExtendedGraphemeClusterLiteral, ExpressibleByStringInterpolation
{
    public init(stringLiteral text: String) {
        self.init(parsing: text)
    }
}

extension TranslationNote {
    /// A note for tests that are not about a code: its sentence is `words`.
    package init(
        _ kind: Kind,
        _ direction: Direction = .request,
        from source: JSONPath? = nil,
        to target: JSONPath? = nil,
        _ words: String,
        rule: String? = nil
    ) {
        self.init(kind, direction, from: source, to: target, NoteReason(.unrecognized, .code(words)), rule: rule)
    }

    /// The note for each of its places alone.
    package var apart: [TranslationNote] {
        places.map { TranslationNote(kind, direction, from: $0.source, to: $0.target, reason, rule: rule) }
    }
}

extension NoteReason {
    /// Whether the sentence names a parameter that is not there.
    package var isIncomplete: Bool { Self.needed[code, default: []].contains { self[$0] == nil } }

    private static let needed: [NoteCode: [NoteParameter.Name]] = Dictionary(
        uniqueKeysWithValues: NoteCode.allCases.map { code in
            let sentence = NoteReason(code).sentence
            return (code, NoteParameter.Name.allCases.filter { sentence.contains("{\($0.rawValue)}") })
        }
    )
}

extension TranslationNote {
    /// The note with its code's name for a sentence, for screens that must not change with the wording of notes.
    package var worded: TranslationNote {
        var note = self
        note.reason = NoteReason(.unrecognized, .code(reason.codeName))
        return note
    }
}
