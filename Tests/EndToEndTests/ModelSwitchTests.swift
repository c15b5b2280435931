import Foundation
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    /// One conversation that goes from model to model: what one has sealed, no other is sent.
    @Suite(.needsBothClients)
    struct ModelSwitchTests {
        @Test(arguments: ScriptedAPI.models)
        func `a model gets back its own reasoning and no other's`(_ api: ScriptedAPI) async throws {
            try await Bridge.running(api, Self.rules(["first", "second", "third", "fourth"])) { bridge in
                let names = ["claude-opus-5-5", "claude-sonnet-5", "claude-haiku-4-5", "claude-opus-5-5"]
                let sent = try await Self.conversing(.current, names, bridge)

                #expect(sent.map(\.model) == ["gpt-5.2", "gpt-4.1", "gpt-5", "gpt-5.2"])
                try Self.expectWhole(sent)
                // A turn's reasoning comes back with its call; gpt-4.1 has none.
                let own = api == .responses ? [1, 0, 1, 2] : [0, 0, 0, 0]
                #expect(sent.map { $0.json.all(ofType: "reasoning").count } == own)
            }
        }

        /// The client keeps all thinking that a model of this name has signed; which model it was, it cannot know.
        @Test
        func `a mapping that is changed costs the reasoning and nothing else`() async throws {
            let version = ClaudeCode.Version.current
            let name = "claude-opus-5-5"
            try await Bridge.running(.responses, Self.rules(["first", "second", "third"])) { bridge in
                let first = try await Self.conversing(version, [name], bridge)
                #expect(first.map(\.model) == ["gpt-5.2"])
                let other = try bridge.folder.folder("other")
                let settings = ProxyProcess.Settings(models: [(match: "claude-*", to: "gpt-5")])
                try await ProxyProcess.running(settings, before: bridge.mock.baseURL, in: other) { proxy in
                    let changed = Bridge(proxy: proxy, mock: bridge.mock, folder: bridge.folder)
                    let sent = try await Self.conversing(version, [name], changed, from: 1)

                    #expect(sent.map(\.model) == ["gpt-5"])
                    try Self.expectWhole(sent)
                    #expect(sent.map { $0.json.all(ofType: "reasoning").count } == [1], "the new model's own")
                    let notes = try await proxy.endedExchanges().flatMap { $0["notes"]?.elements ?? [] }
                    let dropped = notes.filter { $0["code"]?.string == "reasoningOfOtherModel" }
                    #expect(dropped.contains { $0["parameters"] == ["model": "gpt-5.2", "sent": "gpt-5"] })
                }
                let back = try await Self.conversing(version, [name], bridge, from: 2)
                #expect(back.map(\.model) == ["gpt-5.2"])
                try Self.expectWhole(back, from: 2)
            }
        }

        private static let words = ["first", "second", "third", "fourth"]

        /// Each turn has a call, with reasoning if the model can reason.
        private static func rules(_ words: [String]) -> [ScriptRule] {
            let turns = words.flatMap { word -> [ScriptRule] in
                let call = ModelReply.Part.call(
                    "Bash",
                    ["command": .string("echo ran-\(word)"), "description": "says"],
                    id: "call_\(word)"
                )
                // The older client has another model look at the output too, without tools.
                let ran = ScriptRule(
                    RequestMatch(text: "ran-\(word)", hasTools: true),
                    answer: .text("done with the \(word)")
                )
                return ["gpt-5.2", "gpt-5", "gpt-4.1"].map { model in
                    let parts = model == "gpt-4.1" ? [call] : [.reasoning("I run the \(word)."), call]
                    return ScriptRule(
                        RequestMatch(text: "run the \(word)", model: model),
                        answer: .reply(ModelReply(parts: parts))
                    )
                } + [ran]
            }
            return turns + [.otherwise]
        }

        /// A turn with each model, each by a client that resumes the conversation; gives each turn's last request.
        private static func conversing(
            _ version: ClaudeCode.Version,
            _ names: [String],
            _ bridge: Bridge,
            from start: Int = 0
        ) async throws -> [RecordedRequest] {
            var sent: [RecordedRequest] = []
            for (word, name) in zip(words[start...], names) {
                let isFirst = word == words[0]
                let run = try await ClaudeCode.run(
                    version,
                    "run the \(word)",
                    ["--model", name, "--allowedTools", "Bash"] + (isFirst ? [] : ["--continue"]),
                    through: bridge.proxy,
                    in: bridge.folder,
                    environment: version == .january ? ["MAX_THINKING_TOKENS": "8000"] : [:]
                )
                #expect(run.text == "done with the \(word)")
                let asked = try await bridge.asked("ran-\(word)")
                sent.append(try #require(asked.last { !$0.toolNames.isEmpty }))
            }
            return sent
        }

        /// Every turn so far is there, with its call and what the model made of it.
        private static func expectWhole(_ requests: [RecordedRequest], from start: Int = 0) throws {
            for (index, request) in requests.enumerated() {
                let text = request.json.text
                for word in words[...(start + index)] {
                    #expect(text.contains("run the \(word)"))
                    #expect(text.contains("call_\(word)"))
                    #expect(text.contains("ran-\(word)"))
                }
                for word in words[..<(start + index)] { #expect(text.contains("done with the \(word)")) }
            }
        }
    }
}
