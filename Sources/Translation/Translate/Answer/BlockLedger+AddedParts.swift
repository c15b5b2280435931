// What an answer gets that its upstream has not said.
extension BlockLedger {
    mutating func notePlaceholderSignature() {
        note(
            TranslationNote(
                .add,
                .answer,
                to: "content[].signature",
                "thinking must be signed, and nothing sealed it, so it gets a mark that is dropped when it comes back"
            )
        )
    }

    mutating func noteEstimate() {
        note(
            TranslationNote(
                .add,
                .answer,
                to: "usage",
                "the upstream has counted no tokens, so they are estimated here"
            )
        )
    }
}
