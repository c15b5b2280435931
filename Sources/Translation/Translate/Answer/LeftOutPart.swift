/// Why a part of an answer is left out. Each reason has one note per answer, with all places, so that a part of every
/// event is noted once.
enum LeftOutPart: Sendable {
    /// Unknown, or without a counterpart in Anthropic's API.
    case noCounterpart
    case unknownEvents
    case otherChoices
    case probabilities
    case audio
    case moderation
    case citations
    case transformedInput
    /// A repetition of another part in a different form.
    case otherForm

    /// The note on a part, by its place in the whole answer (`output[].status`).
    func note(of place: JSONPath) -> TranslationNote {
        TranslationNote(kind, .answer, from: place.clipped(to: Self.maximumNameLength), code)
    }

    /// A limit, because an upstream may send names of any length.
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
