extension BlockLedger {
    /// Notes the members of an upstream's error without a counterpart in Anthropic's errors, and a reworded message.
    mutating func noteDetails(of error: OpenAIError, reportedAs reported: APIError) {
        func clipped(_ word: String) -> String { SecretMask.masking(String(word.prefix(80))) }
        let details = [
            error.type.map { NoteParameter.errorType(clipped($0)) },
            error.code.map { NoteParameter.errorCode(clipped($0)) },
            error.parameter.map { NoteParameter.errorParameter(clipped($0)) },
        ].compactMap(\.self)
        if !details.isEmpty {
            let reason = NoteReason(.errorDetails, details)
            note(TranslationNote(.lossy, .answer, from: ["error"], to: ["error", "type"], reason))
        }
        if reported.message != error.message {
            note(.map, from: ["error", "message"], to: ["error", "message"], .errorReworded)
        }
    }
}
