import Journal
import Translation

/// An exchange as a test of the translation: folders for `Tests/Fixtures/`, where the golden tests find them.
///
/// It expects the current translation, so the tests pass. To fix the translation, change it to the correct one. It
/// contains prompts as they were sent.
struct FixtureExport: Sendable {
    let files: [ExportedFile]
    /// Facts that the record lacks, and so does the fixture.
    private(set) var warnings: [String] = []

    /// The defaults of the golden tests (Tests/TestSupport/RequestFixture.swift, ReplyFixture.swift).
    private enum Usual {
        static let messageID = "msg_0123456789abcdef"
        static let requestedModel = "claude-sonnet-5"
        static let sealScope = "organisation-a"
        static let estimatedInputTokens = 1000
        static let inputWindow = ModelCatalog.assumedInputWindow

        static func model(_ dialect: DialectName) -> String { models[dialect.rawValue] ?? "claude-sonnet-5" }

        private static let models = ["responses": "gpt-5.2", "chat": "gpt-4.1"]
    }

    private struct Target {
        var server: ServerFacts
        var session: String?
    }

    init(_ exchange: Exchange, _ stages: ExchangeStages, name: String? = nil) throws(InvalidRequest) {
        let name = name ?? Self.name(exchange)
        let dialect = exchange.destination?.dialect ?? Dialects.all[0].name
        let model = exchange.modelSent ?? Usual.model(dialect)
        let body = stages.clientRequest.body
        let folder = "\(dialect.rawValue)/\(name)"
        guard stages.clientRequest.omittedBytes == 0, let document = try? JSONDocument(body) else {
            throw InvalidRequest(path: [], problem: "the request was not kept whole, or is not JSON")
        }
        var files = [ExportedFile("\(folder)/request.anthropic.json", body)]
        let request: MessagesRequest
        do throws(InvalidRequest) {
            request = try MessagesRequest(document)
        } catch {
            self.files = files + [ExportedFile("\(folder)/error.txt", error.description + "\n")]
            return
        }
        let (target, translated) = try Self.closest(request, dialect, model, exchange, stages.upstreamRequest.body)
        files.append(ExportedFile("\(folder)/target.json", Self.settings(target, model)))
        files.append(ExportedFile("\(folder)/request.upstream.json", Self.laidOut(translated.body)))
        files.append(ExportedFile("\(folder)/notes.txt", Self.lines(translated.notes)))
        var warnings: [String] = []
        if translated.body != stages.upstreamRequest.body, !stages.upstreamRequest.body.isEmpty {
            files.append(ExportedFile("\(folder)/sent.upstream.json", Self.laidOut(stages.upstreamRequest.body)))
            warnings.append(
                "sent.upstream.json depends on more than the request and its model: put the options of the rule, or what "
                    + "the upstream had refused before, into target.json."
            )
        }
        let answer = stages.upstreamAnswer
        if answer.omittedBytes == 0, EventList.isStream(answer.body) {
            let reply = "\(dialect.rawValue)/reply-\(name)"
            files += Self.reply(answer.body, dialect, translated.reply, in: reply)
        }
        self.files = files
        self.warnings = warnings
    }

    /// `invalid-request-error-glm-4-7-208`
    static func name(_ exchange: Exchange) -> String {
        let outcome = exchange.outcome.error?.kind.rawValue ?? exchange.outcome.label
        let words = "\(outcome)-\(exchange.modelSent ?? "unsent")-\(exchange.id.sequence)".lowercased()
        return words.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
    }

    // MARK: The request

    /// A record does not say whether the upstream is OpenAI itself and whether a header named the session. So all
    /// combinations are tried, and the one that gives the sent body is taken.
    private static func closest(
        _ request: MessagesRequest,
        _ dialect: DialectName,
        _ model: String,
        _ exchange: Exchange,
        _ sent: [UInt8]
    ) throws(InvalidRequest) -> (Target, TranslatedRequest) {
        let isKnown = ModelCatalog.bundled.models.contains { $0.name == model }
        let sessions = exchange.session.map { [nil, $0] } ?? [nil]
        var best: (target: Target, translated: TranslatedRequest, length: Int)?
        for server in isKnown ? [ServerFacts.openAI, .generic] : [.generic, .openAI] {
            for session in sessions {
                let target = Target(server: server, session: session)
                let translated = try Dialects.named(dialect).translate(
                    request,
                    for: TranslationTarget(
                        model: model,
                        profile: ModelCatalog.bundled.profile(for: model),
                        server: server,
                        sealScope: Usual.sealScope,
                        sessionID: session
                    )
                )
                let length = translated.body == sent ? Int.max : zip(translated.body, sent).prefix { $0 == $1 }.count
                if best.map({ length > $0.length }) ?? true { best = (target, translated, length) }
            }
        }
        guard let best else { throw InvalidRequest(path: [], problem: "there is nothing to translate it for") }
        return (best.target, best.translated)
    }

    private static func settings(_ target: Target, _ model: String) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("model", model)
            if target.server != .openAI { json.member("server", target.server.kind) }
            json.member("session_id", ifPresent: target.session)
        }
        return json.bytes + [0x0A]
    }

    // MARK: The answer

    private static func reply(
        _ stream: [UInt8],
        _ dialect: DialectName,
        _ known: ReplyContext,
        in folder: String
    ) -> [ExportedFile] {
        let context = ReplyContext(
            messageID: Usual.messageID,
            requestedModel: Usual.requestedModel,
            upstreamModel: Usual.model(dialect),
            toolNames: known.toolNames,
            emulatedStops: known.emulatedStops,
            thinking: known.thinking,
            estimatedInputTokens: Usual.estimatedInputTokens,
            inputWindow: Usual.inputWindow,
            sealScope: Usual.sealScope,
            offersWebSearch: known.offersWebSearch,
            searchLimits: SearchLimits(maximumSearches: known.searchLimits.maximumSearches)
        )
        var decoder = ServerSentEventDecoder()
        var received: [ServerSentEvent] = []
        guard (try? decoder.feed(stream, into: &received)) != nil else { return [] }
        var machine = Dialects.named(dialect).makeStreamMachine(context)
        var events: [MessageStreamEvent] = []
        for event in received { machine.receive(event, into: &events) }
        machine.finish(into: &events)
        var written: [UInt8] = []
        for event in events { event.appendServerSentEvent(to: &written) }
        let whole: [UInt8] =
            switch MessageAssembler.message(of: events) {
            case .success(let message): message.json
            case .failure(let error): error.envelope
            }
        return [
            ExportedFile("\(folder)/reply.upstream.sse", stream),
            ExportedFile("\(folder)/reply.context.json", settings(context)),
            ExportedFile("\(folder)/reply.anthropic.sse", written),
            ExportedFile("\(folder)/reply.anthropic.json", whole + [0x0A]),
            ExportedFile("\(folder)/reply.notes.txt", lines(machine.summary.notes)),
        ]
    }

    private static func settings(_ context: ReplyContext) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.object("tool_names") { json in
                for (sent, name) in context.toolNames.sorted(by: { $0.key < $1.key }) {
                    json.key(text: JSONText(sent))
                    json.value(name)
                }
            }
            write("emulated_stops", context.emulatedStops, to: &json)
            switch context.thinking {
            case .summarized: break
            case .omitted: json.member("thinking", literal: "omitted")
            case .hidden: json.member("thinking", literal: "hidden")
            }
            if context.offersWebSearch { json.member("offers_web_search", true) }
            json.member("max_searches", ifPresent: context.searchLimits.maximumSearches)
        }
        return json.bytes + [0x0A]
    }

    private static func write(_ key: StaticString, _ texts: [String], to json: inout JSONWriter) {
        json.array(key) { json in
            for text in texts { json.value(text) }
        }
    }

    // MARK: Text

    private static func laidOut(_ body: [UInt8]) -> [UInt8] {
        (try? JSONDocument(body, maximumDepth: 16_384)).map { JSONLayout($0.root).bytes } ?? body
    }

    private static func lines(_ notes: [TranslationNote]) -> String {
        notes.map(\.listing).joined()
    }
}
