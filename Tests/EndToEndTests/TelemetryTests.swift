import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    @Suite(.needsBothClients)
    struct TelemetryTests {
        enum OpenTelemetryEncoding: String, Sendable, CaseIterable {
            case json = "http/json"
            case protobuf = "http/protobuf"
        }

        @Test
        func `the January client's events are kept`() async throws {
            try await Bridge.running(.responses, .otherwise) { bridge in
                _ = try await bridge.claude(.january, "say hello")

                try await Self.expectKept(["tengu_"], bridge)
            }
        }

        @Test(arguments: ClaudeCode.Version.allCases, OpenTelemetryEncoding.allCases)
        func `OpenTelemetry's logs and metrics are kept`(
            _ version: ClaudeCode.Version,
            _ encoding: OpenTelemetryEncoding
        ) async throws {
            try await Bridge.running(.responses, .otherwise) { bridge in
                let run = try await bridge.claude(
                    version,
                    "say hello",
                    environment: [
                        "CLAUDE_CODE_ENABLE_TELEMETRY": "1", "OTEL_LOGS_EXPORTER": "otlp",
                        "OTEL_METRICS_EXPORTER": "otlp", "OTEL_EXPORTER_OTLP_PROTOCOL": encoding.rawValue,
                        "OTEL_EXPORTER_OTLP_ENDPOINT": bridge.proxy.address,
                    ]
                )

                #expect(run.text == "done")
                let names = ["claude_code.user_prompt", "claude_code.api_request", "claude_code.token.usage"]
                try await Self.expectKept(names, bridge)
            }
        }

        private static func expectKept(_ names: [String], _ bridge: Bridge) async throws {
            let kept = try await bridge.proxy.endedTelemetry().map(\.text).joined(separator: "\n")
            for name in names { #expect(kept.contains(name), "\(name) is in telemetry.jsonl") }
            let sent = try await bridge.mock.requests()
            #expect(sent.allSatisfy { $0.api != nil }, "nothing but questions to models goes upstream")
            #expect(sent.allSatisfy { !$0.json.text.contains("tengu_") })
        }
    }
}
