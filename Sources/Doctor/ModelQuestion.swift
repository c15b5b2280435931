import Foundation
import Journal
import ProxyConfiguration
import ProxyEngine
import Translation

/// One small request with one tool to each mapped model, through the real translation: only an answer shows that a model
/// can do what Claude Code needs.
struct ModelQuestion: Sendable {
    private let config: Config
    private let catalog: ModelCatalog
    private let client: UpstreamClient
    private let clock: EngineClock
    private let deadline: Duration

    /// `patience` is for a list; a model that thinks first needs more.
    init(
        _ config: Config,
        _ catalog: ModelCatalog,
        _ client: UpstreamClient,
        _ clock: EngineClock,
        patience: Duration
    ) {
        self.config = config
        self.catalog = catalog
        self.client = client
        self.clock = clock
        deadline = patience * 12
    }

    /// Upstreams that were not reached, or that refuse the key, are not asked again.
    func askAll(_ answers: [(UpstreamSettings, UpstreamProbe.Answer)]) async -> [Finding] {
        let models = config.mappedModels.filter { model in
            answers.contains { $0.0.name == model.upstream && $0.1.outcome.mayAnswer }
        }
        let engine = engine(models)
        return await withTaskGroup(of: (Int, Finding).self) { tasks in
            for (index, model) in models.enumerated() {
                tasks.addTask { (index, await ask(model, index, engine)) }
            }
            var findings: [Int: Finding] = [:]
            for await (index, finding) in tasks { findings[index] = finding }
            return findings.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    /// Never started: it has no edge and writes nothing; only its translation and its exchanges are used.
    private func engine(_ models: [MappedModel]) -> Engine {
        var config = config
        config.telemetry.log = nil
        config.capture.directory = nil
        config.models = models.enumerated().map { index, model in
            var rule = model.rule
            rule.match = Self.name(index)
            return rule
        }
        for index in config.upstreams.indices {
            // A connection left open by earlier questions may just be closing at the other end.
            config.upstreams[index].retries = 1
            config.upstreams[index].timeouts.firstByte = deadline
            config.upstreams[index].timeouts.idle = deadline
        }
        var options = Engine.Options()
        options.upstream = client
        options.clock = clock
        return Engine(config, options: options)
    }

    private func ask(_ model: MappedModel, _ index: Int, _ engine: Engine) async -> Finding {
        let begun = clock.now()
        let opening: ExchangeOpening
        do throws(ExchangeFailure) {
            let request = ClientRequest(id: engine.bridge.ids.make(), headers: [], body: Self.body(Self.name(index)))
            opening = try await engine.bridge.answer(to: request)
        } catch {
            opening = .error(error, headers: [])
        }
        let took = clock.now() - begun
        switch opening {
        case .error(let failure, _):
            return refused(model, .didNotAnswer(said: LogText.line(APIError(failure).message)))
        case .whole(let json, _):
            return answered(model, json, after: took)
        case .wholeStream, .stream:
            return refused(model, .streamed)
        }
    }

    private func answered(_ model: MappedModel, _ json: [UInt8], after took: Duration) -> Finding {
        let root = try? JSONDocument(json).root
        let blocks = root?["content"]?.elements.map { $0["type"]?.string } ?? []
        guard blocks.contains("tool_use") else {
            let ranOut = root?["stop_reason"]?.string == "max_tokens"
            return .warning(.model(.calledNoTool(after: took, ranOutOfTokens: ranOut), model))
        }
        return .good(.model(.answered(after: took), model))
    }

    private func refused(_ model: MappedModel, _ fact: ModelFact) -> Finding {
        .failure(.unavailable, .model(fact, model))
    }

    private static func name(_ index: Int) -> String { "check-\(index)" }

    private static func body(_ model: String) -> [UInt8] {
        let body = """
            {"model":"\(model)","max_tokens":512,"stream":false,\
            "system":"This is a check of a connection.",\
            "messages":[{"role":"user","content":"Call the tool named report with the word ready, and say nothing else."}],\
            "tools":[{"name":"report","description":"Reports one word.","input_schema":{"type":"object",\
            "properties":{"word":{"type":"string"}},"required":["word"]}}]}
            """
        return Array(body.utf8)
    }
}

extension UpstreamProbe.Outcome {
    fileprivate var mayAnswer: Bool {
        switch self {
        case .models, .mayNotList, .unlisted: true
        case .keyRefused, .noAPI, .status, .unreached: false
        }
    }
}
