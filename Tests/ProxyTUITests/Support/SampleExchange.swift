import Foundation
import TranslationTestSupport

@testable import Journal
@testable import Translation

/// Exchanges as the engine leaves them, made by the translator itself.
struct SampleExchange {
    var exchange: Exchange
    var stages: ExchangeStages

    static let arrival = Date(timeIntervalSince1970: 1_795_010_578)

    /// A request of the size and shape that a coding client sends.
    static func request(tools: Int = 18, messages: Int = 61, extra: String = "") -> String {
        let names = ["Bash", "Read", "Grep", "WebFetch", "Edit", "Write"]
        let toolTexts = (0..<tools).map { number in
            let name = number < names.count ? names[number] : "mcp__server__tool_\(number)"
            let property = number == 3 ? #""url":{"type":"string","format":"uri"}"# : #""path":{"type":"string"}"#
            let required = number == 3 ? "url" : "path"
            return """
                {"name":"\(name)","description":"\(String(repeating: "What it does. ", count: 20))",\
                "input_schema":{"type":"object","properties":{\(property),"note":{"type":"string","description":"why"}},\
                "required":["\(required)"],"additionalProperties":false}}
                """
        }
        let turns = (0..<messages).map { number in
            let text = "Turn \(number): " + String(repeating: "so it goes, ", count: 30)
            if number % 2 == 0 { return #"{"role":"user","content":[{"type":"text","text":"\#(text)"}]}"# }
            return #"{"role":"assistant","content":[{"type":"text","text":"\#(text)"}]}"#
        }
        let system = String(repeating: "Be concise and honest. ", count: 90)
        return """
            {"model":"claude-opus-4-5","max_tokens":32000,"stream":true,\
            "system":[{"type":"text","text":"\(system)"},{"type":"text","text":"Work in /src."}],\
            "messages":[\(turns.joined(separator: ","))],"tools":[\(toolTexts.joined(separator: ","))],\
            "thinking":{"type":"enabled","budget_tokens":31999},\
            "metadata":{"user_id":"user_0_session_5e6d2a0c-97b4-4a39-a3d3-3f1f2b6a9c11"}\(extra)}
            """
    }

    init(
        _ request: String,
        dialect: DialectName = .chat,
        model: String = "glm-4.7",
        isOpenAI: Bool = false,
        number: UInt32 = 208
    ) throws {
        exchange = Exchange(id: ExchangeID(run: 0xCAFE, sequence: number), endpoint: .messages, arrivedAt: Self.arrival)
        stages = ExchangeStages()
        let parsed = try MessagesRequest(JSONDocument(request))
        let target = TranslationTarget(
            model: model,
            profile: ModelCatalog.bundled.profile(for: model),
            server: isOpenAI ? .openAI : .generic,
            options: TargetOptions(rule: "config.yaml:14"),
            messageID: exchange.id.messageID
        )
        let translated = try Dialects.named(dialect).translate(parsed, for: target)
        exchange.session = "5e6d2a0c-97b4-4a39-a3d3-3f1f2b6a9c11"
        exchange.client = "claude-cli/2.1.330 (external, cli)"
        exchange.isStreamed = parsed.wantsStream
        exchange.modelAsked = parsed.model
        exchange.modelSent = model
        exchange.destination = Exchange.Destination(upstream: "local", dialect: dialect, rule: "config.yaml:14")
        exchange.notes = translated.notes.map(\.worded)
        exchange.requestBytes = request.utf8.count
        exchange.estimatedInputTokens = translated.reply.estimatedInputTokens
        exchange.marks.sent = .milliseconds(7)
        exchange.attempts = [Exchange.Attempt(began: .milliseconds(7))]
        stages.clientRequest = ExchangeStages.Capture(
            headers: [HeaderField("content-type", "application/json"), HeaderField("x-api-key", "•••")],
            body: Array(request.utf8)
        )
        stages.upstreamRequest = ExchangeStages.Capture(
            headers: [HeaderField("content-type", "application/json"), HeaderField("authorization", "•••")],
            body: translated.body
        )
        context = translated.reply
        self.dialect = dialect
    }

    let dialect: DialectName
    let context: ReplyContext

    /// The upstream answers with an error status.
    mutating func refuse(_ status: Int, _ body: String) {
        let error = OpenAIError(status: status, headers: [], body: Array(body.utf8), now: Self.arrival)
        stages.upstreamAnswer = ExchangeStages.Capture(
            headers: [HeaderField("content-type", "application/json"), HeaderField("x-request-id", "req-upstream-1")],
            body: Array(body.utf8)
        )
        exchange.attempts[0].status = status
        exchange.attempts[0].upstreamRequestID = "req-upstream-1"
        exchange.marks.firstByte = .milliseconds(206)
        fail(.upstream(UpstreamFailure(error, replyingTo: context)))
    }

    mutating func fail(_ failure: ExchangeFailure, after: Duration = .milliseconds(206)) {
        exchange.attempts[exchange.attempts.count - 1].failure = failure
        exchange.outcome = .failed(failure)
        exchange.marks.finished = after
        stages.clientAnswer = ExchangeStages.Capture(body: APIError(failure).envelope(for: exchange.id))
        exchange.answerBytes = stages.clientAnswer.body.count
    }

    /// The upstream streams `answer`, an event every 40 ms; of these the first `count`.
    mutating func stream(_ answer: [UInt8], events count: Int = .max) throws {
        var decoder = ServerSentEventDecoder()
        var received: [ServerSentEvent] = []
        try decoder.feed(answer, into: &received)
        var machine = Dialects.named(dialect).makeStreamMachine(context)
        exchange.attempts[0].status = 200
        exchange.marks.firstByte = .milliseconds(1100)
        var moment = Duration.milliseconds(1104)
        let isWhole = count >= received.count
        for event in received.prefix(count) {
            var emitted: [MessageStreamEvent] = []
            machine.receive(event, into: &emitted)
            append(&stages.upstreamAnswer, moment) { ServerSentEventEncoder.append(event, to: &$0) }
            append(&stages.clientAnswer, moment) { bytes in
                for event in emitted { event.appendServerSentEvent(to: &bytes) }
            }
            if !emitted.isEmpty { exchange.marks.firstToken = exchange.marks.firstToken ?? moment }
            moment += .milliseconds(40)
        }
        exchange.answerBytes = stages.clientAnswer.body.count
        guard isWhole else { return }
        var emitted: [MessageStreamEvent] = []
        if !machine.hasEnded { machine.finish(into: &emitted) }
        append(&stages.clientAnswer, moment) { bytes in
            for event in emitted { event.appendServerSentEvent(to: &bytes) }
        }
        let summary = machine.summary
        exchange.notes += summary.notes.map(\.worded)
        exchange.usage = summary.usage
        exchange.modelAnswered = summary.modelAnswered
        exchange.marks.finished = moment
        exchange.outcome =
            summary.failure.map { .failed(ExchangeFailure($0)) } ?? .finished(summary.stopReason ?? .endTurn)
    }

    private func append(_ capture: inout ExchangeStages.Capture, _ moment: Duration, _ write: (inout [UInt8]) -> Void) {
        let offset = capture.body.count
        write(&capture.body)
        if capture.body.count > offset { capture.arrivals.append(ExchangeStages.Arrival(offset: offset, at: moment)) }
    }

    // MARK: The cases of the tests

    static let schemaError = """
        {"error":{"message":"Invalid schema for function 'WebFetch': In context=('properties', 'url'), 'uri' is not a \
        valid format.","type":"invalid_request_error","param":"tools[3].function.parameters",\
        "code":"invalid_function_parameters"}}
        """

    static func refusedSchema() throws -> SampleExchange {
        var sample = try SampleExchange(request())
        sample.refuse(400, schemaError)
        return sample
    }

    static func fixture(_ path: String) throws -> [UInt8] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures")
        return try [UInt8](Data(contentsOf: root.appending(path: path)))
    }

    static func answered(events: Int = .max, dialect: DialectName = .responses) throws -> SampleExchange {
        var sample = try SampleExchange(
            request(tools: 4, messages: 3),
            dialect: dialect,
            model: dialect == .chat ? "gpt-4.1" : "gpt-5.2",
            isOpenAI: true,
            number: 213
        )
        try sample.stream(fixture("\(dialect.rawValue)/reply-reasoning-then-call/reply.upstream.sse"), events: events)
        return sample
    }
}
