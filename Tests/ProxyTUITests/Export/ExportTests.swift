import Foundation
import Testing
import Translation
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI

@Suite struct ExportTests {
    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `a request as a command has no key in it and the whole body`() throws {
        let sample = try SampleExchange.refusedSchema()
        let asked = Self.text(CurlCommand.client(sample.exchange, sample.stages, proxy: "127.0.0.1:3999"))
        #expect(asked.hasPrefix("curl --no-buffer --include 'http://127.0.0.1:3999/v1/messages' \\\n"))
        #expect(asked.contains(#"--header "x-api-key: $ANTHROPIC_API_KEY""#))
        #expect(!asked.contains("•••"))
        let upstream = ProgramFacts.Upstream(baseURL: "http://host/v1/", server: .openAI)
        let sent = Self.text(CurlCommand.upstream(sample.exchange, sample.stages, upstream))
        #expect(sent.contains("'http://host/v1/chat/completions'"))
        #expect(sent.contains(#"--header "authorization: Bearer $OPENAI_API_KEY""#))
        #expect(sent.hasSuffix(Self.text(sample.stages.upstreamRequest.body) + "\nBODY\n"))
    }

    @Test(arguments: [
        ("openrouter.ai", "authorization: Bearer $OPENROUTER_API_KEY"),
        ("host.example", "authorization: Bearer $API_KEY"),
    ])
    func `a command for an upstream names the variable of its server's key`(_ host: String, _ key: String) throws {
        let sample = try SampleExchange.refusedSchema()
        let upstream = ProgramFacts.Upstream(
            baseURL: "https://\(host)/v1",
            server: ServerCatalog.bundled.facts(at: host)
        )

        #expect(Self.text(CurlCommand.upstream(sample.exchange, sample.stages, upstream)).contains("\"\(key)\""))
    }

    @Test func `a shell reads any body unchanged`() throws {
        var sample = try SampleExchange.refusedSchema()
        let body = "{\"a\":\"$HOME `id` 'x' \\\\ \"}\nBODY\nBODY_\n"
        sample.stages.clientRequest.body = Array(body.utf8)
        sample.stages.clientRequest.headers = [HeaderField("anthropic-beta", "it's $(id)")]
        let command = Self.text(CurlCommand.client(sample.exchange, sample.stages, proxy: "127.0.0.1:1"))
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = [
            "-c", "curl() { for word; do printf '<%s>' \"$word\"; done; cat; }\nANTHROPIC_API_KEY=k\n" + command,
        ]
        let output = Pipe()
        shell.standardOutput = output
        try shell.run()
        let read = Self.text(Array(output.fileHandleForReading.readDataToEndOfFile()))
        shell.waitUntilExit()
        #expect(read.contains("<anthropic-beta: it's $(id)><--header><x-api-key: k>"))
        #expect(read.hasSuffix("<--data-binary><@->" + body + "\n"))
    }

    @Test func `a bundle is JSON with everything in it`() throws {
        let sample = try SampleExchange.answered()
        let root = try JSONDocument(ExchangeBundle.json(sample.exchange, sample.stages)).root
        #expect(root["exchange"]?["exchange"]?.string == sample.exchange.id.description)
        #expect(root["exchange"]?["notes"]?.count == sample.exchange.notes.count)
        let stages = try #require(root["stages"])
        #expect(stages["upstream_request"]?["body"]?["model"]?.string == "gpt-5.2")
        #expect(stages["upstream_answer"]?["body_text"]?.string?.hasPrefix("event: response.created") == true)
        #expect(stages["upstream_answer"]?["arrivals"]?.count == sample.stages.upstreamAnswer.arrivals.count)
    }

    /// The golden tests of the engine find these folders and run them like all others.
    @Test func `a fixture is as the golden tests want it`() throws {
        var sample = try SampleExchange.answered()
        let small =
            #"{"model":"claude-opus-4-5","max_tokens":32000,"stream":true,"messages":[{"role":"user","content":"Hello."}]}"#
        sample.stages.clientRequest.body = Array(small.utf8)
        sample.stages.upstreamRequest.body = []
        let export = try FixtureExport(sample.exchange, sample.stages, name: "exported-from-the-dashboard")
        #expect(export.warnings.isEmpty)
        #expect(export.files.count == 9)
        let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures")
        for file in export.files {
            #expect(try Golden.difference(of: Self.text(file.bytes), from: fixtures.appending(path: file.path)) == nil)
        }
    }

    @Test func `a fixture's upstream is derived from the sent request`() throws {
        for (model, isOpenAI) in [("glm-4.7", false), ("glm-4.7", true), ("gpt-4.1", false)] {
            let sample = try SampleExchange(
                SampleExchange.request(tools: 2, messages: 3),
                model: model,
                isOpenAI: isOpenAI
            )
            let export = try FixtureExport(sample.exchange, sample.stages)
            #expect(export.warnings.isEmpty)
            let target = try #require(export.files.first { $0.path.hasSuffix("target.json") })
            #expect(try JSONDocument(target.bytes).root["server"]?.string == (isOpenAI ? nil : "generic"))
        }
    }

    @Test func `facts that a record lacks get a warning`() throws {
        var sample = try SampleExchange.refusedSchema()
        sample.stages.upstreamRequest.body = Array(#"{"model":"glm-4.7","extra":1}"#.utf8)
        let export = try FixtureExport(sample.exchange, sample.stages)
        #expect(export.warnings.count == 1)
        #expect(export.files.contains { $0.path == "chat/invalid-request-error-glm-4-7-208/sent.upstream.json" })
    }

    @Test func `a request that is refused is a fixture with its error`() throws {
        var sample = try SampleExchange.refusedSchema()
        sample.stages.clientRequest.body = Array(#"{"model":"m","messages":[]}"#.utf8)
        let export = try FixtureExport(sample.exchange, sample.stages)
        #expect(export.files.map { $0.path.split(separator: "/").last } == ["request.anthropic.json", "error.txt"])
    }

    @Test func `a bug report has the refused value and no prompt`() throws {
        let sample = try SampleExchange.refusedSchema()
        let report = BugReport.markdown(sample.exchange, sample.stages, version: "1.0")
        #expect(report.contains("- in what was sent: `tools[3].function.parameters.properties.url.format`"))
        #expect(report.contains("- in what Claude Code sent: `tools[3].input_schema.properties.url.format`"))
        #expect(report.contains("\"uri\""))
        #expect(!report.contains("so it goes"))
        #expect(!report.contains("Be concise"))
        let file = GoldenScreen.file("inspector/bug-report")
        #expect(try Golden.difference(of: report, from: file) == nil)
    }
}
