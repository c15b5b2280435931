/// The parts of an answer that a message has no place for: one note a reason and answer, which names them all.
///
/// What comes with every event is thus said once, and the note is there from the moment the first of them came.
struct LeftOutParts: Sendable {
    /// Why something is left out.
    enum Reason: Sendable, Equatable {
        /// What this program does not know, or what Anthropic's API has nothing for.
        case noCounterpart
        case unknownEvents
        case otherChoices
        case probabilities
        case audio
        case moderation
        case citations
        case transformedInput
        /// The same thing said a second time in other words.
        case otherForm

        fileprivate var kind: TranslationNote.Kind {
            switch self {
            case .transformedInput: .lossy
            case .noCounterpart, .unknownEvents, .otherChoices, .probabilities, .audio, .moderation, .citations,
                .otherForm:
                .drop
            }
        }

        fileprivate var sentence: String {
            switch self {
            case .noCounterpart: "a message has no counterpart for it"
            case .unknownEvents: "events of this type have no counterpart in a message"
            case .otherChoices: "a message has room for one choice only"
            case .probabilities: "a message has no place for the probabilities of tokens"
            case .audio: "a message has no place for sound"
            case .moderation: "a message has no place for what the upstream's moderation found"
            case .citations: "citations of this kind have no counterpart in a message"
            case .transformedInput: "the upstream left reasoning of earlier turns out of what the model read"
            case .otherForm: "it says in another form what the message says already"
            }
        }
    }

    private struct Group: Sendable {
        var reason: Reason
        var places: [String]
        var note: Int
    }

    /// Further places are one `…` in the note.
    static let maximumPlaces = 80
    static let maximumPlaceLength = 120

    private var groups: [Group] = []

    /// Takes a part, named as it stands in the whole answer (`output[].status`), and has its note in `notes` name it.
    mutating func insert(_ place: String, _ reason: Reason, into notes: inout [TranslationNote]) {
        let place = place.count > Self.maximumPlaceLength ? place.prefix(Self.maximumPlaceLength) + "…" : place
        guard let known = groups.firstIndex(where: { $0.reason == reason }) else {
            groups.append(Group(reason: reason, places: [place], note: notes.count))
            notes.append(TranslationNote(reason.kind, .answer, from: place, reason.sentence))
            return
        }
        guard groups[known].places.count <= Self.maximumPlaces, !groups[known].places.contains(place) else { return }
        groups[known].places.append(groups[known].places.count == Self.maximumPlaces ? "…" : place)
        notes[groups[known].note].source = "{\(groups[known].places.joined(separator: ","))}"
    }
}
