import NIOCore
import NIOHTTP1
import TranslationTestSupport

/// Puts one scripted answer on the wire.
struct AnswerWriter: Sendable {
    /// The script has the connection cut.
    struct Cut: Error {}

    let context: AnswerContext
    let outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
    let eventLoop: any EventLoop
    let frameSent: @Sendable () -> Void

    func write(_ answer: ScriptedAnswer) async throws {
        switch answer {
        case .reply(let reply):
            try await pass(reply, .beforeHead)
            context.request.isStreamed ? try await stream(reply) : try await writeWhole(reply)
        case .error(let status, let error, let headers):
            let isAnthropic = context.request.api == .messages
            let anthropic: JSON = ["type": .string(error.type), "message": .string(error.message)]
            let envelope: JSON = isAnthropic ? ["type": "error", "error": anthropic] : ["error": error.json]
            try await writeWhole(status, "application/json", headers, Array(envelope.text.utf8))
        case .bytes(let status, let contentType, let bytes):
            try await writeWhole(status, contentType, [], bytes)
        case .events(let events):
            try await begin([])
            for event in events { try await send(event) }
            try await outbound.write(.end(nil))
        case .endless(let reply):
            try await streamEndlessly(reply)
        case .silence:
            try await Gate().pass()
        case .inputTokens(let count):
            let body: JSON = ["object": "response.input_tokens", "input_tokens": .integer(count)]
            try await writeWhole(200, "application/json", [], Array(body.text.utf8))
        }
    }

    private var isChat: Bool { context.request.api == .chat }

    // MARK: Whole answers

    private func writeWhole(_ reply: ModelReply) async throws {
        let body = isChat ? reply.chatCompletion(context) : reply.response(context)
        try await writeWhole(200, "application/json", reply.headers, Array(body.text.utf8))
    }

    private func writeWhole(
        _ status: Int,
        _ contentType: String,
        _ headers: [(name: String, value: String)],
        _ body: [UInt8]
    ) async throws {
        var fields = HTTPHeaders([("content-type", contentType), ("content-length", String(body.count))])
        fields.add(contentsOf: commonHeaders(headers))
        let head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: fields)
        try await outbound.write(.head(head))
        if context.request.method != "HEAD" { try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: body)))) }
        try await outbound.write(.end(nil))
    }

    // MARK: Streams

    private func stream(_ reply: ModelReply) async throws {
        try await begin(reply.headers)
        let frames = isChat ? reply.chatFrames(context) : reply.responseFrames(context)
        for (sent, frame) in frames.enumerated() {
            try await pass(reply, .afterFrames(sent))
            switch reply.mishap {
            case .cut(let afterFrames) where sent >= afterFrames:
                throw Cut()
            case .error(let error, let afterFrames) where sent >= afterFrames:
                try await send(errorFrame(error, number: sent).text)
                return try await outbound.write(.end(nil))
            case .cut, .error, .failed, nil:
                try await send(frame.text)
            }
        }
        try await pass(reply, .afterFrames(frames.count))
        try await outbound.write(.end(nil))
    }

    /// Writes until the client leaves: the outbound writer waits while the client does not read, and throws once it
    /// has gone.
    private func streamEndlessly(_ reply: ModelReply) async throws {
        try await begin(reply.headers)
        let frames = isChat ? reply.chatFrames(context) : reply.responseFrames(context)
        let isDelta: (StreamFrame) -> Bool = { frame in
            frame.event == "response.output_text.delta" || frame.data.contains(#""delta":{"content":"# + "\"")
        }
        let deltas = frames.filter(isDelta)
        for frame in frames.prefix(while: { !isDelta($0) }) { try await send(frame.text) }
        while !deltas.isEmpty {
            for frame in deltas { try await send(frame.text) }
        }
    }

    private func errorFrame(_ error: ModelReply.StreamedError, number: Int) -> StreamFrame {
        let fields: JSON = [
            "type": .string(error.type), "code": error.code.map(JSON.string) ?? .null,
            "message": .string(error.message), "param": nil,
        ]
        if isChat { return StreamFrame(["error": fields]) }
        let event: JSON =
            error.isNested
            ? ["type": "error", "error": fields]
            : fields.setting("type", to: "error")
        return StreamFrame(event: "error", event.setting("sequence_number", to: .integer(number)))
    }

    // MARK: The wire

    private func begin(_ headers: [(name: String, value: String)]) async throws {
        var fields = HTTPHeaders([
            ("content-type", "text/event-stream; charset=utf-8"), ("transfer-encoding", "chunked"),
        ])
        fields.add(contentsOf: commonHeaders(headers))
        try await outbound.write(.head(HTTPResponseHead(version: .http1_1, status: .ok, headers: fields)))
    }

    private func send(_ text: String) async throws {
        try Task.checkCancellation()
        try await outbound.write(.body(.byteBuffer(ByteBuffer(string: text))))
        // A write is put in the event loop's queue and not waited for. Without this an endless stream would fill that
        // queue faster than the loop empties it, and the loop would come late to a client that leaves.
        try await eventLoop.submit {}.get()
        frameSent()
    }

    private func pass(_ reply: ModelReply, _ place: ModelReply.Hold.Place) async throws {
        for hold in reply.holds where hold.place == place {
            try await hold.gate.pass()
        }
    }

    private func commonHeaders(_ scripted: [(name: String, value: String)]) -> [(String, String)] {
        let names = Set(scripted.map { $0.name.lowercased() })
        let usual = [
            ("x-request-id", context.id("req_")), ("openai-processing-ms", "5"),
            ("x-ratelimit-limit-requests", "10000"), ("x-ratelimit-remaining-requests", "9999"),
            ("x-ratelimit-reset-requests", "6ms"), ("x-ratelimit-limit-tokens", "2000000"),
            ("x-ratelimit-remaining-tokens", "1999000"), ("x-ratelimit-reset-tokens", "30ms"),
        ]
        return usual.filter { !names.contains($0.0) } + scripted.map { ($0.name, $0.value) }
    }
}
