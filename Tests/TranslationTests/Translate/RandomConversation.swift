import TranslationTestSupport

@testable import Translation

/// Message lists as no sane client sends them: roles in any order, calls without results and results without calls,
/// empty and blank texts, blocks of any kind anywhere. The same seed gives the same messages.
struct RandomConversation {
    private var generator: SeededGenerator
    private var recentIDs: [String] = []
    private var calls = 0
    private let scope: String

    init(seed: UInt64, scope: String) {
        generator = SeededGenerator(seed: seed)
        self.scope = scope
    }

    /// The messages, each as JSON. The first says something, so that there is always a request to send.
    mutating func messages(_ count: Int) -> [String] {
        [#"{"role": "user", "content": "Begin."}"#] + (1..<count).map { _ in message() }
    }

    private mutating func message() -> String {
        switch roll(10) {
        case 0: #"{"role": "system", "content": \#(pick([#""Rule.""#, #""  ""#, "[]", blocks(of: .user)]))}"#
        case 1...5: #"{"role": "user", "content": \#(roll(4) == 0 ? text() : blocks(of: .user))}"#
        default: #"{"role": "assistant", "content": \#(roll(4) == 0 ? text() : blocks(of: .assistant))}"#
        }
    }

    private enum Speaker {
        case user
        case assistant
    }

    private mutating func blocks(of speaker: Speaker) -> String {
        var blocks: [String] = []
        for _ in 0..<roll(5) {
            switch speaker {
            case .user: blocks.append(userBlock())
            case .assistant: blocks.append(assistantBlock())
            }
        }
        return "[" + blocks.joined(separator: ", ") + "]"
    }

    private static let image = #"{"type": "image", "source": {"type": "url", "url": "https://example.com/a.png"}}"#

    private mutating func userBlock() -> String {
        switch roll(12) {
        case 0...2: #"{"type": "text", "text": \#(text())}"#
        case 3: Self.image
        case 4: #"{"type": "hologram"}"#
        case 5: #"{"type": "thinking", "thinking": "t", "signature": "x"}"#
        case 6: #"{"type": "tool_use", "id": "u", "name": "n", "input": {}}"#
        default: result()
        }
    }

    private mutating func result() -> String {
        let id = recentIDs.isEmpty || roll(8) == 0 ? "toolu_orphan" : pick(recentIDs)
        let content =
            switch roll(5) {
            case 0: ""
            case 1: #", "content": [{"type": "text", "text": \#(text())}, \#(Self.image)]"#
            case 2: #", "content": \#(text()), "is_error": true"#
            default: #", "content": \#(text())"#
            }
        return #"{"type": "tool_result", "tool_use_id": "\#(id)"\#(content)}"#
    }

    private mutating func assistantBlock() -> String {
        switch roll(12) {
        case 0...2: return #"{"type": "text", "text": \#(text())}"#
        case 3: return Self.image
        case 4: return #"{"type": "compaction", "content": \#(text())}"#
        case 5: return #"{"type": "server_tool_use", "id": "s", "name": "web_search", "input": {"query": "q"}}"#
        case 6: return #"{"type": "web_search_tool_result", "tool_use_id": "s", "content": []}"#
        case 7...8:
            let seal = ReasoningSeal(
                model: "gpt-5.2",
                scope: roll(3) == 0 ? "another" : scope,
                encryptedContent: "sealed\(roll(100))",
                summaryParts: roll(2)
            )
            return #"{"type": "thinking", "thinking": "why", "signature": "\#(seal.signature)"}"#
        default:
            calls += roll(6) == 0 ? 0 : 1
            recentIDs = Array((recentIDs + ["toolu_\(calls)"]).suffix(3))
            return #"{"type": "tool_use", "id": "toolu_\#(calls)", "name": "Read", "input": {"n": \#(calls)}}"#
        }
    }

    private mutating func text() -> String { pick([#""a""#, #""b \"c\"\n""#, #""""#, #"" \n\t""#, #""é😀""#]) }

    private mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &generator) }

    private mutating func pick(_ choices: [String]) -> String { choices[roll(choices.count)] }
}
