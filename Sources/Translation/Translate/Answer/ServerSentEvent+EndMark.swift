extension ServerSentEvent {
    /// `[DONE]`, with which OpenAI's chat streams end and nobody else's need to.
    var isEndMark: Bool {
        data.count == 6 && data.elementsEqual("[DONE]".utf8)
    }
}
