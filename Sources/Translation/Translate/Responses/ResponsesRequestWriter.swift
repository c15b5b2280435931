/// Writes a draft as the body of a Responses request: instructions and input here and in `+Input`, tools in `+Tools`,
/// everything else in `+Parameters`.
struct ResponsesRequestWriter {
    enum Purpose {
        case createResponse
        /// Only what a token counter takes.
        case countTokens

        var path: String {
            switch self {
            case .createResponse: ResponsesDialect.traits.path
            case .countTokens: ResponsesDialect.traits.path + "/input_tokens"
            }
        }
    }

    /// The longest `call_id` that is taken.
    static let callIDLimit = 64

    let draft: RequestDraft
    let purpose: Purpose

    var target: TranslationTarget { draft.target }
    var parameters: RequestParameters { draft.parameters }

    func body(notes: inout [TranslationNote]) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: draft.request.document.bytes.count + 1024)
        json.object { json in
            json.member("model", target.model)
            writeInstructions(to: &json, notes: &notes)
            writeInput(to: &json, notes: &notes)
            writeTools(to: &json, notes: &notes)
            writeText(to: &json)
            writeReasoning(to: &json)
            switch purpose {
            case .createResponse: writeGeneration(to: &json, notes: &notes)
            case .countTokens: break
            }
        }
        return json.bytes
    }

    private func writeInstructions(to json: inout JSONWriter, notes: inout [TranslationNote]) {
        let parts = draft.conversation.instructions
        guard !parts.isEmpty, !target.takesCacheMarks else { return }
        json.key("instructions")
        json.string(joining: parts.map(\.content), separator: .blankLine)
        if parts.count > 1 {
            notes.append(
                TranslationNote(.map, from: ["system"], to: json.place, .systemPromptJoined, .count(parts.count))
            )
        }
        for part in parts { notes.place(part.pendingNotes, in: json) }
    }
}
