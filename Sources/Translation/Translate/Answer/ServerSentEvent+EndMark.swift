extension ServerSentEvent {
    /// `[DONE]`, which ends OpenAI's chat streams. Other servers may leave it out.
    var isEndMark: Bool {
        data.count == 6 && data.elementsEqual("[DONE]".utf8)
    }
}
