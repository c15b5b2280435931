import ProxyConfiguration
import ProxyEngine
package import TranslationTestSupport

/// How the mock answers one request.
package enum ScriptedAnswer: Sendable {
    /// A model's reply in the dialect that was asked, streamed or whole as the request wants it.
    case reply(ModelReply)
    /// OpenAI's error envelope.
    case error(status: Int, ScriptedError, headers: [(name: String, value: String)] = [])
    /// These bytes; a stream of them is one frame, so that the test decides about holds and cuts.
    case bytes(status: Int, contentType: String, [UInt8])
    /// Raw server-sent events, each element written and flushed on its own.
    case events([String])
    /// The reply's text over and over, until the client goes away.
    case endless(ModelReply)
    /// The request is read and never answered; not even a head is sent.
    case silence
    /// The number that `/responses/input_tokens` answers with.
    case inputTokens(Int)

    package static func text(_ text: String) -> ScriptedAnswer {
        .reply(ModelReply(.text(text)))
    }

    package static func calls(_ calls: ModelReply.Part...) -> ScriptedAnswer {
        .reply(ModelReply(parts: calls))
    }
}

/// The fields of `{"error": …}`.
package struct ScriptedError: Sendable {
    package var type: String
    package var message: String
    package var code: String?
    package var parameter: String?

    package init(type: String = "invalid_request_error", message: String, code: String? = nil, parameter: String? = nil)
    {
        self.type = type
        self.message = message
        self.code = code
        self.parameter = parameter
    }

    package var json: JSON {
        [
            "message": .string(message), "type": .string(type),
            "param": parameter.map(JSON.string) ?? .null, "code": code.map(JSON.string) ?? .null,
        ]
    }
}

/// Answers the requests it matches, as often as it may.
package struct ScriptRule: Sendable {
    package var match: RequestMatch
    /// nil: for ever.
    package var times: Int?
    package var answer: ScriptedAnswer

    package init(_ match: RequestMatch = RequestMatch(), times: Int? = 1, answer: ScriptedAnswer) {
        self.match = match
        self.times = times
        self.answer = answer
    }

    /// Answers one request whose last user text or tool output holds `text`.
    package static func on(_ text: String, _ answer: ScriptedAnswer) -> ScriptRule {
        ScriptRule(RequestMatch(text: text), answer: answer)
    }

    /// Answers every `GET` of this path.
    package static func get(_ path: String, _ answer: ScriptedAnswer) -> ScriptRule {
        var rule = ScriptRule(times: nil, answer: answer)
        rule.match.path = path
        return rule
    }

    func answersGet(of request: RecordedRequest) -> Bool {
        times != 0 && match.path == request.path
    }

    /// Answers every such request.
    package static func always(on text: String, _ answer: ScriptedAnswer) -> ScriptRule {
        ScriptRule(RequestMatch(text: text), times: nil, answer: answer)
    }
}

/// Which requests a rule answers; what is nil is not asked for.
package struct RequestMatch: Sendable {
    /// Stands in the last user text or tool output.
    package var text: String?
    package var api: ScriptedAPI?
    package var model: String?
    package var hasTools: Bool?
    package var isStreamed: Bool?
    package var wantsJSONSchema: Bool?
    /// Of a `GET`; a rule that names none answers no such request.
    var path: String?

    package init(
        text: String? = nil,
        api: ScriptedAPI? = nil,
        model: String? = nil,
        hasTools: Bool? = nil,
        isStreamed: Bool? = nil,
        wantsJSONSchema: Bool? = nil
    ) {
        self.text = text
        self.api = api
        self.model = model
        self.hasTools = hasTools
        self.isStreamed = isStreamed
        self.wantsJSONSchema = wantsJSONSchema
    }

    func accepts(_ request: RecordedRequest) -> Bool {
        guard path == nil else { return false }
        // A count is not a question to a model: only a rule that names it answers it.
        guard (request.api == .inputTokens) == (api == .inputTokens) else { return false }
        return text.map(request.lastText.contains) ?? true
            && api.map { $0 == request.api } ?? true
            && model.map { $0 == request.model } ?? true
            && hasTools.map { $0 == !request.toolNames.isEmpty } ?? true
            && isStreamed.map { $0 == request.isStreamed } ?? true
            && wantsJSONSchema.map { $0 == request.wantsJSONSchema } ?? true
    }
}
