import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct ModelPatternTests {
    static let matching: [(pattern: String, name: String, captures: [Substring])] = [
        ("gpt-5", "gpt-5", []), ("*", "", [""]), ("*", "anything/at all", ["anything/at all"]),
        ("claude-opus-*", "claude-opus-4-5", ["4-5"]), ("claude-opus-*", "claude-opus-", [""]),
        ("*-mini", "gpt-5-mini", ["gpt-5"]), ("claude-*-haiku-*", "claude-3-5-haiku-latest", ["3-5", "latest"]),
        ("a*b*c", "abbc", ["", "b"]), ("a*b*c", "axxbyybzc", ["xx", "yybz"]), ("**", "ab", ["", "ab"]),
        ("openai/*", "openai/org/é", ["org/é"]), ("a*a", "aa", [""]),
    ]

    @Test(arguments: matching)
    func `a star matches any run of characters`(pattern: String, name: String, captures: [Substring]) {
        #expect(ModelPattern(pattern).captures(in: name) == captures)
    }

    @Test(arguments: [
        ("gpt-5", "gpt-5.2"), ("gpt-5", "GPT-5"), ("claude-opus-*", "claude_opus_4"),
        ("claude-opus-*", "Claude-Opus-4"),
        ("claude-opus-*", "claude-opus"), ("*-mini", "gpt-5-mini-2"), ("a*a", "a"), ("a*b*c", "acb"), ("", "a"),
        ("é", "e\u{301}"), ("a*bc*c", "abc"),
    ])
    func `case, hyphens, underscores and every byte matter`(pattern: String, name: String) {
        #expect(!ModelPattern(pattern).matches(name))
    }

    @Test func `a pattern of many stars is decided quickly`() {
        let pattern = ModelPattern(String(repeating: "a*", count: 100) + "b")

        #expect(!pattern.matches(String(repeating: "a", count: 1024)))
    }

    @Test(arguments: [
        ("*", "a*", true), ("a*", "a-b*", true), ("a*", "a", true), ("a-b*", "a*", false), ("*a", "*", false),
        ("a", "a", true), ("a*c", "a*b*c", true),
    ])
    func `a pattern covers another that it leaves nothing to`(wide: String, narrow: String, covers: Bool) {
        #expect(ModelPattern(wide).covers(ModelPattern(narrow)) == covers)
    }

    @Test func `stars are filled in order`() {
        #expect(ModelPattern("*/x-*").filled(with: ["a", "b"]) == "a/x-b")
        #expect(ModelPattern("gpt-*").filled(with: ["5", "unused"]) == "gpt-5")
        #expect(ModelPattern("plain").filled(with: ["5"]) == "plain")
    }
}
