import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct NearMissTests {
    static let distances: [(String, String, Int)] = [
        ("", "", 0), ("a", "", 1), ("", "ab", 2), ("kitten", "sitting", 3), ("idle", "idel", 1), ("abc", "abc", 0),
        ("ab", "ba", 1), ("flaw", "lawn", 2),
    ]

    @Test(arguments: distances)
    func `a distance counts insertions, deletions, replacements and swaps`(left: String, right: String, distance: Int) {
        #expect(EditDistance.between(left, right) == distance)
        #expect(EditDistance.between(right, left) == distance)
    }

    @Test(arguments: [
        ("*", "anything", 0), ("a*c", "abbbc", 0), ("a*c", "abbbd", 1), ("a*", "", 1), ("*b*", "ccbcc", 0),
    ])
    func `a wildcard costs nothing`(pattern: String, text: String, distance: Int) {
        #expect(EditDistance.between(pattern, text, wildcard: "*") == distance)
    }

    @Test func `the distances to every beginning are known`() {
        #expect(EditDistance.toPrefixes(of: Array("abcd"), from: Array("ab")) == [2, 1, 0, 1, 2])
    }

    private let keys = ["base_url", "api_key", "api", "headers", "timeouts", "retries", "max_concurrent", "max_size"]

    static let near: [(String, String)] = [
        ("baseUrl", "base_url"), ("base-url", "base_url"), ("BASE.URL", "base_url"), ("timeout", "timeouts"),
        ("url", "base_url"), ("key", "api_key"), ("hedaers", "headers"), ("maxsize", "max_size"),
        ("max_concurency", "max_concurrent"), ("appi", "api"),
    ]

    @Test(arguments: near)
    func `the probably intended word is found`(word: String, meant: String) {
        #expect(NearMiss.nearest(to: word, among: keys) == meant)
    }

    @Test(arguments: ["", "colour", "x", "model", "*"])
    func `a word that is too far from all others has no guess`(word: String) {
        #expect(NearMiss.nearest(to: word, among: keys) == nil)
    }

    @Test func `hyphens and case are nearer than any edit`() {
        #expect(NearMiss.nearest(to: "GPT_5_1", among: ["gpt-5-2", "gpt_51x", "gpt-5.1"]) == "gpt-5.1")
    }

    @Test func `of candidates that share words the one that shares most is nearest`() {
        #expect(NearMiss.nearest(to: "file_max_size", among: ["size", "max_size"]) == "max_size")
    }

    @Test func `of equally near ones the first is meant`() {
        #expect(NearMiss.nearest(to: "abcd", among: ["abce", "abcf"]) == "abce")
    }

    @Test func `a word of any length is compared quickly`() {
        #expect(NearMiss.nearest(to: String(repeating: "a", count: 1_000_000), among: ["a"]) == nil)
    }
}
