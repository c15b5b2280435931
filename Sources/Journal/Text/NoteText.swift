package import Translation

/// A note as people read it in one line.
package enum NoteText {
    /// `tools[0].name → tools[0].function.name, tools[1].name → … and 29 more`: the first places and how many more
    /// there are.
    package static func places(_ note: TranslationNote, arrow: String = "→", limit: Int = 3) -> String {
        var text = note.places.prefix(limit).map { place($0, arrow: arrow) }.joined(separator: ", ")
        if let more = more(note, than: limit) { text += " and \(more) more" }
        return text
    }

    /// The kind, the places, the sentence and the rule.
    package static func line(_ note: TranslationNote, arrow: String = "→") -> String {
        let places = places(note, arrow: arrow)
        let rule = note.rule.map { " (\($0))" } ?? ""
        return "\(note.kind.rawValue)\(places.isEmpty ? "" : " " + places): \(note.sentence)\(rule)"
    }

    /// How many places there are beyond the first `shown`; nil where those are all.
    package static func more(_ note: TranslationNote, than shown: Int) -> String? {
        let count = note.places.count - shown
        guard count > 0 || note.hasMorePlaces else { return nil }
        return "\(max(count, 0))\(note.hasMorePlaces ? "+" : "")"
    }

    private static func place(_ place: TranslationNote.Place, arrow: String) -> String {
        switch (place.source, place.target) {
        case (let source?, let target?): "\(source) \(arrow) \(target)"
        case (let source?, nil): source.description
        case (nil, let target?): "\(arrow) \(target)"
        case (nil, nil): ""
        }
    }
}
