extension BlockLedger {
    /// Notes the members of an upstream's error that an error of Anthropic's has no room for, and that its message was
    /// worded anew.
    mutating func noteDetails(of error: OpenAIError, reportedAs reported: APIError) {
        let details = [("type", error.type), ("code", error.code), ("param", error.parameter)]
            .compactMap { name, value in value.map { "\(name) \(SecretMask.masking(String($0.prefix(80))))" } }
        if !details.isEmpty {
            note(
                TranslationNote(
                    .lossy,
                    .answer,
                    from: "error",
                    to: "error.type",
                    "an error has a type and a message here; the upstream said \(details.joined(separator: ", "))"
                )
            )
        }
        if reported.message != error.message {
            note(
                TranslationNote(
                    .map,
                    .answer,
                    from: "error.message",
                    to: "error.message",
                    "worded as clients act on it"
                )
            )
        }
    }
}
