/// Why a part of an answer is in none of the message's: one note a reason and answer, which has all the places.
///
/// What comes with every event is thus said once, and the note is there from the moment the first of them came.
enum LeftOutPart: Sendable {
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

    /// The note on a part, named as it stands in the whole answer (`output[].status`).
    func note(of place: JSONPath) -> TranslationNote {
        TranslationNote(kind, .answer, from: place.clipped(to: Self.maximumNameLength), code)
    }

    /// An upstream may make up names of any length.
    private static let maximumNameLength = 120

    private var kind: TranslationNote.Kind {
        switch self {
        case .transformedInput: .lossy
        case .noCounterpart, .unknownEvents, .otherChoices, .probabilities, .audio, .moderation, .citations, .otherForm:
            .drop
        }
    }

    private var code: NoteCode {
        switch self {
        case .noCounterpart: .memberDropped
        case .unknownEvents: .unknownEventDropped
        case .otherChoices: .otherChoiceDropped
        case .probabilities: .probabilitiesDropped
        case .audio: .audioDropped
        case .moderation: .moderationDropped
        case .citations: .citationKindDropped
        case .transformedInput: .inputTransformed
        case .otherForm: .repetitionDropped
        }
    }
}

extension JSONPath {
    /// The path with no name longer than `length` characters.
    fileprivate func clipped(to length: Int) -> JSONPath {
        JSONPath(
            steps.map { step in
                guard case .member(let name) = step, name.utf8.count > length, name.count > length else { return step }
                return .member(name.prefix(length) + "…")
            }
        )
    }
}
