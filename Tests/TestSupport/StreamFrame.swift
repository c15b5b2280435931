import TranslationTestSupport

/// One server-sent event of an answer.
struct StreamFrame: Sendable {
    var event: String?
    var data: String

    init(event: String? = nil, _ json: JSON) {
        self.event = event
        data = json.text
    }

    /// The line that ends a Chat Completions stream.
    static let done = StreamFrame(data: "[DONE]")

    private init(data: String) {
        self.data = data
    }

    var text: String {
        (event.map { "event: \($0)\n" } ?? "") + "data: \(data)\n\n"
    }
}

/// What an answer needs to know besides what the model says.
struct AnswerContext: Sendable {
    var request: RecordedRequest
    /// Counts the requests of one mock, so that ids are unique and the same in each run.
    var ordinal: Int

    /// A fixed moment: answers are the same bytes in each run.
    static let created = 1_767_225_600

    /// The model's dated name, as OpenAI answers with.
    var answeringModel: String { request.model + "-2026-01-01" }

    func id(_ prefix: String, _ index: Int? = nil) -> String {
        let digits = String(ordinal)
        let number = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        return prefix + number + (index.map { "x\($0)" } ?? "")
    }

    func callID(_ call: ModelReply.ToolCall, _ index: Int) -> JSON {
        .string(call.id ?? id("call_", index))
    }
}
