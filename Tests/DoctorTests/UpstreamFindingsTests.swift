import Foundation
import JournalTestSupport
import NIOPosix
import Synchronization
import TestSupport
import Testing
import TranslationTestSupport

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct UpstreamFindingsTests {
    /// What is found of a configuration whose one upstream is the scripted one.
    private static func findings(
        _ scope: UpstreamFindings.Scope = .check,
        _ rules: ScriptRule...,
        configure: @Sendable (inout Config) -> Void = { _ in }
    ) async throws -> [Finding] {
        try await ScriptedUpstream.serving { upstream in
            upstream.script(rules)
            var config = RunningEngine.configuration(upstream, .responses)
            configure(&config)
            return await examine(config, scope)
        }
    }

    private static func examine(_ config: Config, _ scope: UpstreamFindings.Scope) async -> [Finding] {
        let live = LiveUpstream(group: MultiThreadedEventLoopGroup.singleton)
        // A day on which no model of the catalog is about to go.
        let clock = EngineClock(now: { .now }, date: { Date(timeIntervalSince1970: 1_767_225_600) })
        let findings = await UpstreamFindings(
            config,
            client: live.upstreamClient,
            clock: clock,
            patience: Patience.unlimited
        ).examine(scope)
        try? await live.shutdown()
        return findings
    }

    @Test func `an examination that is cancelled is given up, not waited for`() async throws {
        try await ScriptedUpstream.serving(.get("/v1/models", .silence)) { upstream in
            let config = RunningEngine.configuration(upstream, .responses)
            let examination = Task { await Self.examine(config, .start) }
            try await upstream.waitForRequests(1)
            examination.cancel()

            _ = await examination.value
            try await upstream.waitForDisconnect()
        }
    }

    private static func failures(_ findings: [Finding]) -> [Finding] {
        findings.filter { if case .failure = $0.level { true } else { false } }
    }

    @Test func `all is well: reached, key taken, models there, none about to go`() async throws {
        let findings = try await Self.findings()

        #expect(findings.allSatisfy { $0.level == .good }, "\(findings)")
        #expect(findings.map(\.subject) == [.key, .upstream, .model, .model, .model, .shutdown])
        #expect(findings[1].code.isReached(.models(5)))
        let said = "gpt-5.2 is available. By the catalog, it calls tools, streams, reasons (none, low"
        #expect(findings[2].message.hasPrefix(said))
        #expect(
            findings[3].message.hasPrefix("gpt-4.1 is available. By the catalog, it calls tools, streams, does not")
        )
    }

    @Test func `a start says nothing where all is well`() async throws {
        #expect(try await Self.findings(.start).isEmpty)
    }

    @Test func `a refused key is one failure with its cure`() async throws {
        let refusal = ScriptRule.get("/v1/models", .error(401, "Incorrect API key provided: sk-up***cdef."))
        let findings = try await Self.findings(.start, refusal)
        let finding = try #require(findings.first)

        #expect(findings.count == 1)
        #expect(finding.level == .failure(.wrongConfiguration))
        #expect(finding.code.name == "key.refused")
        #expect(finding.message.hasSuffix("(HTTP 401): Incorrect API key provided: •••."))
        #expect(finding.remedy == "Set upstreams.scripted.api_key, or the variable it names, and start again.")
    }

    @Test func `an upstream that requires a key and gets none is a failure`() async throws {
        let refusal = ScriptRule.get("/v1/models", .error(401, "Missing bearer"))
        let findings = try await Self.findings(.start, refusal) { $0.upstreams[0].apiKey = nil }

        #expect(findings.map(\.message).count == 1)
        #expect(
            findings.first?.message.hasSuffix("requires a key, and none is set (HTTP 401): Missing bearer.") == true
        )
    }

    @Test func `a refused connection is a failure that names the address`() async throws {
        let port = try ReservedPort()
        let findings = try await Self.findings(.start) {
            $0.upstreams[0].baseURL = "http://127.0.0.1:\(port.number)/v1"
        }

        #expect(findings.count == 1)
        #expect(
            findings.first?.message
                == "Connection refused at 127.0.0.1:\(port.number) (upstream scripted)."
        )
        #expect(findings.first?.remedy?.contains("upstreams.scripted.base_url") == true)
    }

    @Test func `a local server that lists no models is fine`() async throws {
        let findings = try await Self.findings(.check, .get("/v1/models", .error(404, "Not found")))

        #expect(Self.failures(findings).isEmpty)
        #expect(findings.contains { $0.code.isReached(.listsNoModels) })
    }

    @Test func `a web page is not an API`() async throws {
        let page = ScriptedAnswer.bytes(status: 200, contentType: "text/html", Array("<html>".utf8))
        let findings = try await Self.findings(.start, .get("/v1/models", page))

        #expect(findings.count == 1)
        #expect(findings.first?.message.hasSuffix("does not offer the Responses API: it sent a web page.") == true)
    }

    static let troubles: [(status: Int, words: String)] = [
        (429, "is rate limiting this key (HTTP 429): So it is."),
        (500, "failed (HTTP 500): So it is."), (307, "redirects (HTTP 307)"),
    ]

    @Test(arguments: troubles)
    func `another error status is reported once`(_ status: Int, _ words: String) async throws {
        let findings = try await Self.findings(.start, .get("/v1/models", .error(status, "So it is.")))

        #expect(findings.count == 1)
        #expect(findings.first?.message.contains(words) == true, "\(findings)")
    }

    @Test func `a mapped model that is not there has the nearest name beside it`() async throws {
        let findings = try await Self.findings(.start) {
            $0.models = [
                ModelRule(match: "claude-*", to: "gpt-5.22", upstream: "scripted", line: 4),
                ModelRule(match: "x", to: "gpt-5.22", upstream: "scripted", line: 5),
                ModelRule(match: "y-*", to: "*", upstream: "scripted", line: 6),
            ]
        }

        #expect(
            findings.map(\.message) == [
                "Upstream scripted has no model \"gpt-5.22\", mapped from claude-* (config.yaml:4)."
            ]
        )
        #expect(findings.first?.remedy?.hasPrefix("Did you mean \"gpt-5.2\"?") == true)
        // Not OpenAI: it may take any name.
        #expect(findings.first?.level.isWarning == true)
    }

    @Test func `a model that the list leaves out and the upstream has is there`() async throws {
        let list = ScriptedAnswer.bytes(status: 200, contentType: "application/json", Array(#"{"data":[]}"#.utf8))

        #expect(try await Self.findings(.start, .get("/v1/models", list)).isEmpty)
    }

    @Test func `an unknown model is a note with the assumptions`() async throws {
        let findings = try await Self.findings {
            $0.models = [ModelRule(match: "*", to: "house-model", upstream: "scripted")]
        }
        let note = try #require(findings.first { $0.level == .note })

        #expect(note.message.contains("assuming that it does not reason, calls tools and accepts 128000"))
    }

    @Test func `the configuration's facts about an unknown model are used without a note`() async throws {
        let findings = try await Self.findings {
            $0.models = [ModelRule(match: "*", to: "house-model", upstream: "scripted")]
            $0.catalog = [ModelOverride("house-model")]
            $0.catalog[0].inputWindow = 64_000
        }

        #expect(!findings.contains { $0.level == .note })
        #expect(findings.contains { $0.level == .good && $0.model == "house-model" })
        #expect(findings.contains { $0.message.contains("accepts 64000 tokens") })
    }

    @Test func `all upstreams are asked, and a good one does not hide a bad one`() async throws {
        let port = try ReservedPort()
        let findings = try await Self.findings {
            $0.upstreams.append(UpstreamSettings(name: "local", baseURL: "http://127.0.0.1:\(port.number)/v1"))
        }

        #expect(Self.failures(findings).map(\.subject) == [.upstream])
        #expect(findings.contains { $0.upstream == "scripted" && $0.code.name == "key.accepted" })
    }

    @Test func `no key is ever in a finding`() async throws {
        let said = "Bad: \(RunningEngine.upstreamKey), Bearer \(RunningEngine.upstreamKey)"
        for status in [401, 403, 429, 500] {
            let findings = try await Self.findings(.check, .get("/v1/models", .error(status, said)))

            #expect(!"\(findings)".contains(RunningEngine.upstreamKey))
        }
    }

    // MARK: LiteLLM's form

    static let cures: [(answer: ScriptedAnswer, cure: String)] = [
        (.error(401, "No."), "Set litellm_params.api_key, or the variable it names, and start again."),
        (.error(307, "No."), "Correct litellm_params.api_base: it most often ends in /v1."),
        (.bytes(status: 200, contentType: "text/html", Array("<html>".utf8)), "Correct litellm_params.api_base: it"),
    ]

    @Test(arguments: cures)
    func `the remedies for LiteLLM's file use its own settings`(
        _ answer: ScriptedAnswer,
        _ cure: String
    ) async throws {
        let findings = try await Self.findings(.start, .get("/v1/models", answer)) {
            $0.source = .liteLLM("litellm.yaml")
        }

        #expect(findings.count == 1)
        #expect(findings.first?.remedy?.hasPrefix(cure) == true, "\(findings)")
    }

    @Test func `a key that is missing in LiteLLM's file is set as LiteLLM sets it`() async throws {
        let findings = try await Self.findings(.start, .get("/v1/models", .error(401, "No."))) {
            $0.source = .liteLLM("litellm.yaml")
            $0.upstreams[0].apiKey = nil
        }

        #expect(findings.map(\.remedy) == ["Set litellm_params.api_key, for example `api_key: os.environ/NAME`."])
    }

    static let dialects:
        [(source: ConfigSource, asked: ProxyConfiguration.UpstreamAPI, offered: DialectName, cure: String)] =
            [
                (.file("config.yaml"), .chat, .responses, "Write `api: responses` there."),
                (.file("config.yaml"), .responses, .chat, "Write `api: chat` there."),
                (
                    .liteLLM("litellm.yaml"), .chat, .responses,
                    "Write `model: openai/responses/gpt-5` there; with a provider other than openai, `mode: responses` under its "
                        + "model_info."
                ),
                (
                    .liteLLM("litellm.yaml"), .responses, .chat,
                    "Write the model there without `responses/`, and remove `mode: responses`."
                ),
            ]

    @Test(arguments: dialects)
    func `a model that is not offered so is asked otherwise in the words of the file`(
        _ source: ConfigSource,
        _ asked: ProxyConfiguration.UpstreamAPI,
        _ offered: DialectName,
        _ cure: String
    ) async throws {
        let findings = try await Self.findings {
            $0.source = source
            $0.upstreams[0].api = asked
            $0.models = [ModelRule(match: "*", to: "gpt-5", upstream: "scripted", line: 4)]
            var facts = ModelOverride("gpt-5")
            facts.dialects = [offered]
            $0.catalog = [facts]
        }

        #expect(findings.filter { $0.level.isWarning }.map(\.remedy) == [cure], "\(findings)")
    }

    @Test func `no remedy for LiteLLM's form names a key of the other one`() {
        var openAI = UpstreamSettings.openAI
        openAI.apiKey = Secret("sk-none")
        let outcomes: [UpstreamProbe.Outcome] = [
            .keyRefused(status: 401, said: "No."), .keyRefused(status: 403, said: "No."), .unlisted(status: 404),
            .noAPI(.page), .status(307, said: ""), .status(400, said: ""),
            .unreached(.hostNotFound("x")), .unreached(.connectionRefused(UpstreamPeer("x"))),
            .unreached(.connectionLost(.library("x"))),
            .unreached(.tls(.name)), .unreached(.tls(.notTLS)),
            .unreached(.tls(.handshake)), .unreached(.unsendable(.badURL)),
        ]
        for outcome in outcomes {
            let answer = UpstreamProbe.Answer(outcome: outcome, took: .seconds(1))
            let all = UpstreamFinding(openAI, answer, .direct, source: .liteLLM("litellm.yaml")).all
            let remedies = all.compactMap(\.remedy).joined(separator: " ")

            #expect(remedies.contains("litellm_params."), "\(remedies)")
            #expect(!remedies.contains("upstreams.") && !remedies.contains("base_url"), "\(remedies)")
        }
    }

    // MARK: --ask

    @Test func `asking goes through the translation, with a tool, and says what came back`() async throws {
        let call = ModelReply.Part.call("report", ["word": "ready"])
        try await ScriptedUpstream.serving(.always(on: "ready", .calls(call))) { upstream in
            let config = RunningEngine.configuration(upstream, .responses)
            let findings = await Self.examine(config, .asking)
            let asked = upstream.requests.filter { $0.method == "POST" }

            #expect(asked.map(\.model).sorted() == ["gpt-4.1", "gpt-5", "gpt-5.2"])
            #expect(asked.allSatisfy { $0.path == "/v1/responses" && $0.toolNames == ["report"] })
            #expect(findings.count { $0.code.name == "model.answered" } == 3)
            #expect(Self.failures(findings).isEmpty)
        }
    }

    @Test(arguments: [(1, true), (2, false)])
    func `a connection that is lost before an answer is opened once more`(_ losses: Int, _ isWell: Bool) async throws {
        let call = ModelReply.Part.call("report", ["word": "ready"])
        try await ScriptedUpstream.serving(.always(on: "ready", .calls(call))) { upstream in
            var config = RunningEngine.configuration(upstream, .responses)
            config.models.removeAll { $0.to != "gpt-5" }
            let live = LiveUpstream(group: MultiThreadedEventLoopGroup.singleton)
            let left = Mutex(losses)
            let client = UpstreamClient { request, inbox, attempt in
                let isLost = left.withLock { left in
                    defer { if request.method == .post { left -= 1 } }
                    return request.method == .post && left > 0
                }
                guard isLost else { return live.upstreamClient.send(request, inbox, attempt) }
                inbox.deliver(.failed(.connectionLost(.closedBeforeAnswer)), attempt: attempt)
                return UpstreamCall {}
            }
            let findings = await UpstreamFindings(config, client: client, patience: Patience.unlimited)
                .examine(.asking)
            try? await live.shutdown()

            #expect(findings.contains { $0.code.name == "model.answered" } == isWell)
            #expect(Self.failures(findings).isEmpty == isWell, "\(findings)")
        }
    }

    @Test func `a model that calls no tool is a warning, one that refuses a failure`() async throws {
        let findings = try await Self.findings(
            .asking,
            ScriptRule(RequestMatch(model: "gpt-5.2"), answer: .text("ready")),
            ScriptRule(RequestMatch(model: "gpt-5"), answer: .error(400, "No tools here."))
        ) { config in config.models.removeAll { $0.to == "gpt-4.1" } }

        #expect(findings.contains { $0.level.isWarning && $0.code.name == "model.called_no_tool" })
        #expect(
            Self.failures(findings).map(\.message)
                == ["gpt-5 did not answer a small request with a tool: No tools here."]
        )
    }
}

extension Finding.Level {
    fileprivate var isWarning: Bool { self == .warning }
}

extension FindingCode {
    fileprivate func isReached(_ greeting: UpstreamFact.Greeting) -> Bool {
        guard case .upstream(.reached(_, _, greeting), _) = self else { return false }
        return true
    }
}
