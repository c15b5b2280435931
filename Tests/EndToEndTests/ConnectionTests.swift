import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    /// What becomes of connections; needs gates, so each test has a scripted upstream of its own.
    struct ConnectionTests {
        private static let question: JSON = [
            "model": "claude-sonnet-5", "max_tokens": 1000, "stream": true,
            "messages": [["role": "user", "content": "go on"]],
        ]

        private static func bridging(
            _ api: ScriptedAPI,
            _ answer: ScriptedAnswer,
            body: @Sendable (ProxyProcess, ScriptedUpstream) async throws -> Void
        ) async throws {
            try await ScriptedUpstream.serving(.always(on: "go on", answer)) { upstream in
                try await TemporaryFolder.lending { folder in
                    try await ProxyProcess.running(
                        ProxyProcess.Settings(api: api),
                        before: upstream.baseURL,
                        in: folder
                    ) {
                        proxy in
                        try await body(proxy, upstream)
                    }
                }
            }
        }

        @Test(arguments: ScriptedAPI.models)
        func `a piece is passed on before the next one is there`(_ api: ScriptedAPI) async throws {
            let gate = Gate()
            var reply = ModelReply(.text("first second"))
            reply.pieceLength = 6
            // Up to and with "first ": chat has the role before it, Responses created, in progress, item and part.
            reply.holds = [ModelReply.Hold(at: .afterFrames(api == .chat ? 2 : 5), gate)]
            try await Self.bridging(api, .reply(reply)) { proxy, _ in
                try await proxy.send("POST", "/v1/messages", Self.question) { answer in
                    let before = try await answer.read(until: "first ")
                    #expect(!before.contains("second"))

                    gate.open()

                    let after = try await answer.text()
                    #expect(after.contains("second"))
                }
            }
        }

        @Test(arguments: ScriptedAPI.models)
        func `a client that leaves ends the request upstream`(_ api: ScriptedAPI) async throws {
            try await Self.bridging(api, .endless(ModelReply(.text("and on ")))) { proxy, upstream in
                try await proxy.send("POST", "/v1/messages", Self.question) { answer in
                    _ = try await answer.read(until: "text_delta")
                }

                try await waiting(for: "the proxy to leave the upstream") {
                    try await upstream.waitForDisconnect()
                }
            }
        }

        @Test(arguments: ScriptedAPI.models)
        func `an answer that is cut ends in an error and not as if it were whole`(_ api: ScriptedAPI) async throws {
            var reply = ModelReply(.text("a text of more than a few pieces"))
            reply.mishap = .cut(afterFrames: 6)
            try await Self.bridging(api, .reply(reply)) { proxy, _ in
                try await proxy.send("POST", "/v1/messages", Self.question) { answer in
                    let stream = try await answer.text()

                    #expect(stream.contains("event: error"))
                    #expect(!stream.contains("event: message_stop"))
                }
            }
        }
    }
}
