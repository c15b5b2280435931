import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    struct CountTests {
        @Test(arguments: ScriptedAPI.models)
        func `tokens are counted, and more for more`(_ api: ScriptedAPI) async throws {
            try await Bridge.running(api) { bridge in
                let short = try await Self.count("hello", bridge)
                let long = try await Self.count(String(repeating: "hello there, you all. ", count: 500), bridge)

                #expect(short > 0)
                #expect(long > short + 1000)
            }
        }

        private static func count(_ text: String, _ bridge: Bridge) async throws -> Int {
            let request: JSON = [
                "model": "claude-opus-5-5", "messages": [["role": "user", "content": .string(text)]],
                "tools": [["name": "look", "description": "looks", "input_schema": ["type": "object"]]],
            ]
            return try await bridge.proxy.send("POST", "/v1/messages/count_tokens?beta=true", request) { answer in
                #expect(answer.status == 200)
                let body = try await answer.json()
                return try #require(body["input_tokens"]?.int)
            }
        }
    }
}
