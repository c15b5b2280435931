import Testing
import TranslationTestSupport

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

struct DiagnosisTests {
    private static let upstream = FindingUpstream(.openAI, .defaults)
    private static let listen = ListenAddress(host: "127.0.0.1", port: 3999)

    private static let findings: [Finding] = [
        .good(.claudeCode(.installed(version: "2.1.330", path: "~/.local/bin/claude"))),
        .note(.claudeCode(.baseURLUnset)),
        .good(.config(.valid(file: "config.yaml", .folder("/home/me/work")))),
        .good(
            .mapping(
                .rules(
                    count: 4,
                    upstreams: [
                        .init(name: "openai", url: "https://api.openai.com/v1"),
                        .init(name: "local", url: "http://127.0.0.1:1/v1"),
                    ]
                )
            )
        ),
        .warning(
            .mapping(
                .neverUsed(
                    RulePlace(ModelRule(match: "a", to: "o1", upstream: "openai", line: 17), .file("config.yaml")),
                    match: "a",
                    behind: "*",
                    line: 16
                )
            )
        ),
        .failure(.wrongConfiguration, .key(.missing(isEmpty: false), upstream)),
        .failure(.unavailable, .port(.taken(listen, .found(PortHolder(name: "nginx\u{1B}[31m", process: 4711))))),
        .failure(.unavailable, .port(.notOpened(listen, "No “room”…"))),
        .failure(.unavailable, .port(.notOpened(listen, "No time"))),
    ]

    private static let mapping = [
        MappingRow(
            asked: "claude-opus-*",
            sent: "gpt-5.2",
            upstream: "openai",
            api: .responses,
            limits: .init(window: 272_000, output: 128_000, efforts: [.none, .low, .xhigh], isKnown: true),
            line: 14
        ),
        MappingRow(
            asked: "claude-sonnet-*",
            sent: "my-model",
            upstream: "local",
            api: .chat,
            limits: .init(window: 128_000, output: 8192, efforts: [], isKnown: false),
            line: 15
        ),
        MappingRow(asked: "*", sent: "*", upstream: "local", api: .chat, limits: nil, line: 16),
        MappingRow(
            asked: "a",
            sent: "o1",
            upstream: "openai",
            api: .responses,
            limits: .init(window: 200_000, output: 100_000, efforts: [.high], isKnown: true),
            line: nil
        ),
    ]

    private static let diagnosis = Diagnosis(findings, mapping: mapping, version: "1.2.3")

    @Test(arguments: [
        ("wide", DiagnosisText.Style()), ("80", .init(width: 80)), ("40-ascii", .init(width: 40, isUnicode: false)),
        ("colored", .init(width: 80, isColored: true)),
    ])
    func `a diagnosis is text for its terminal`(_ name: String, _ style: DiagnosisText.Style) throws {
        let text = DiagnosisText(Self.diagnosis, style: style).text

        #expect(try Golden.difference(of: text, from: GoldenFindings.file("diagnosis.\(name)")) == nil)
    }

    @Test func `no line is wider than 80 columns there`() {
        let text = DiagnosisText(Self.diagnosis, style: .init(width: 80)).text

        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `where there is only ASCII, only ASCII is written`() {
        let text = DiagnosisText(Self.diagnosis, style: .init(isUnicode: false)).text

        #expect(text.allSatisfy { $0.isASCII })
    }

    @Test func `a diagnosis is one JSON object`() throws {
        let json = try JSON(parsing: Self.diagnosis.json)
        let written = String(decoding: Self.diagnosis.json, as: UTF8.self) + "\n"

        #expect(try Golden.difference(of: written, from: GoldenFindings.file("diagnosis.json")) == nil)
        #expect(json["would_run"] == false)
        #expect(json["exit_code"] == 78)
        #expect(json["findings"]?.elements.count == Self.findings.count)
        #expect(json["findings"]?[3]?["code"] == "key.missing")
        #expect(json["findings"]?[3]?["upstream"] == "openai")
        #expect(json["mapping"]?[2]?["input_window"]?.isNull == true)
    }

    @Test func `findings are sorted by subject, and keep their order within one`() {
        let subjects = Self.diagnosis.findings.map(\.subject)

        #expect(subjects == [.config, .mapping, .mapping, .key, .port, .port, .port, .claudeCode, .claudeCode])
        #expect(Self.diagnosis.findings.last?.level == .note)
    }

    @Test func `the first failure decides how it would end`() {
        let (port, log) = (Self.port, Self.log)

        #expect(Diagnosis([log, port], mapping: []).exitStatus == .unavailable)
        #expect(Diagnosis([log], mapping: []).exitStatus == .cannotCreate)
    }

    private static let port = Finding.failure(.unavailable, .port(.unknownHost(listen)))
    private static let log = Finding.failure(.cannotCreate, .telemetry(.notWritable(path: "a", .isFolder)))
    private static let clock = Finding.warning(.clock(.differs(upstream: "a", ahead: .seconds(100))))

    @Test(
        arguments: [
            ([], "would run"), ([clock], "would run, 1 warning"), ([clock, clock], "would run, 2 warnings"),
            ([port, clock], "would not run (exit code 69), 1 failure, 1 warning"),
            ([port.whileServing], "would run, but not answer (exit code 69), 1 failure"),
            (
                [log, .failure(.wrongConfiguration, .key(.missing(isEmpty: true), upstream)).whileServing],
                "would not run (exit code 73), 2 failures"
            ),
        ] as [([Finding], String)]
    )
    func `the last line is the sum`(_ findings: [Finding], _ summary: String) {
        let diagnosis = Diagnosis(findings, mapping: [])

        #expect(diagnosis.summary == summary)
        #expect(DiagnosisText(diagnosis).text.hasSuffix("\n" + summary + "\n"))
    }
}
