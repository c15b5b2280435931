// One note for the same change in many places.

extension TranslationNote {
    /// The limit of places; ``hasMorePlaces`` tells whether there were more.
    public static let maximumPlaces = 1000
    /// The limit is lower for answers, because each event may add a place that is compared with all others.
    static let maximumPlacesInAnswer = 80

    /// The most bytes of all notes on a request. They repeat what the client wrote, and logs and captures repeat them.
    static let maximumMemoryOfRequest = 1 << 20

    /// All kept places, at least one.
    public var places: [Place] { [place] + furtherPlaces }

    /// Whether `other` is the same note about other places.
    func isLike(_ other: TranslationNote) -> Bool {
        kind == other.kind && direction == other.direction && rule == other.rule && reason == other.reason
    }

    func has(_ place: Place) -> Bool { self.place == place || furtherPlaces.contains(place) }

    /// Takes the places of an equal note.
    mutating func add(placesOf other: TranslationNote, limit: Int = maximumPlaces) {
        for place in other.places {
            guard furtherPlaces.count + 1 < limit else {
                hasMorePlaces = true
                return
            }
            furtherPlaces.append(place)
        }
        hasMorePlaces = hasMorePlaces || other.hasMorePlaces
    }
}

/// All of a note but its places.
private struct Matter: Hashable {
    var kind: TranslationNote.Kind
    var direction: TranslationNote.Direction
    var reason: NoteReason
    var rule: String?
}

extension [TranslationNote] {
    /// Adds a note, or its place to an equal one; each place once. At `limit` notes, one more says that there were others.
    mutating func note(_ note: TranslationNote, limit: Int = .max) {
        if let known = firstIndex(where: { $0.isLike(note) }) {
            guard !self[known].has(note.place) else { return }
            self[known].add(placesOf: note, limit: TranslationNote.maximumPlacesInAnswer)
        } else if count < limit {
            append(note)
        } else if !contains(where: { $0.code == .notesLimited }) {
            append(TranslationNote(.lossy, .answer, .notesLimited))
        }
    }

    /// One note for each change, with all of its places, in the order of the first places. At the limit of memory further
    /// places are left out, and of further changes one note says that there were some.
    func merged() -> [TranslationNote] {
        var merged: [TranslationNote] = []
        var positions: [Matter: Int] = [:]
        var memory = 0
        var isLimited = false
        for note in self {
            let hasRoom = memory + note.memory <= TranslationNote.maximumMemoryOfRequest
            if hasRoom { memory += note.memory }
            let matter = Matter(kind: note.kind, direction: note.direction, reason: note.reason, rule: note.rule)
            if let position = positions[matter] {
                if hasRoom { merged[position].add(placesOf: note) } else { merged[position].hasMorePlaces = true }
            } else if hasRoom {
                positions[matter] = merged.count
                merged.append(note)
            } else {
                isLimited = true
            }
        }
        if isLimited { merged.append(TranslationNote(.lossy, .request, .notesLimited)) }
        return merged
    }
}
