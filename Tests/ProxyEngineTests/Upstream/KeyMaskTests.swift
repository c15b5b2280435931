import JournalTestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct KeyMaskTests {
    private static func mask(key: String? = nil, headers: [String] = []) -> KeyMask {
        KeyMask(
            UpstreamSettings(
                name: "x",
                baseURL: "http://x",
                apiKey: key.map { Secret($0) },
                headers: headers.map { UpstreamHeader(name: "x-secret", value: Secret($0)) }
            )
        )
    }

    private static func masked(_ text: String, _ mask: KeyMask) -> String {
        String(decoding: mask.masked(Array(text.utf8)), as: UTF8.self)
    }

    @Test(arguments: [
        ("the-key-1", "•••"),
        ("say the-key-1!", "say •••!"),
        ("the-key-1the-key-1", "••••••"),
        ("the-key-2 the-key- he-key-1", "the-key-2 the-key- he-key-1"),
        ("tthe-key-1the-key-", "t•••the-key-"),
        ("", ""),
    ])
    func `the key is masked everywhere, and nothing else is`(text: String, expected: String) {
        #expect(Self.masked(text, Self.mask(key: "the-key-1")) == expected)
    }

    @Test(arguments: ["the-key-1", String(repeating: "long-key", count: 20)])
    func `the key is found at every place of a long text`(key: String) {
        let mask = Self.mask(key: key)
        for before in 0..<140 {
            let text = String(repeating: "t", count: before)
            #expect(Self.masked(text + key + text, mask) == text + "•••" + text, "behind \(before)")
        }
    }

    @Test func `values of configured headers are secrets too`() {
        let mask = Self.mask(key: "first-secret", headers: ["second-secret", "short"])

        #expect(Self.masked("first-secret second-secret short", mask) == "••• ••• short")
    }

    @Test func `without a key nothing is touched`() {
        #expect(Self.masked("sk-anything", Self.mask()) == "sk-anything")
    }

    @Test func `a key of any bytes is found at any place`() {
        let keys = ["aaaaaaaa", "abababab", "schlüssel-🔑", "0123456789abcdef0123456789abcdef"]
        for key in keys {
            for prefix in ["", "a", "ab", "ü", String(repeating: "a", count: 7) + "b"] {
                let masked = Self.masked("\(prefix)\(key)b", Self.mask(key: key))
                #expect(masked.contains("•••") && !masked.contains(key))
            }
        }
    }

    @Test func `an error's message and an answer's headers are masked`() {
        let mask = Self.mask(key: "the-key-1")
        let head = mask.masked(UpstreamHead(status: 400, headers: [HeaderField("x-debug", "key the-key-1")]))

        #expect(mask.masked(ExchangeFailure.sample(.api, "bad the-key-1")) == .sample(.api, "bad •••"))
        #expect(head.headers == [HeaderField("x-debug", "key •••")])
    }

    @Test(arguments: [
        ("no part of one", 0), ("t", 1), ("at the-key", 7), ("the-key-", 8), ("the-key-1", 0), ("the-key-1the", 3),
        ("the-kex", 0), ("", 0),
    ])
    func `a possible beginning of a key is recognized by its length`(text: String, length: Int) {
        let mask = Self.mask(key: "the-key-1")

        #expect(Array(text.utf8).withUnsafeBytes(mask.possibleBeginning) == length)
    }

    @Test func `of several keys the longest beginning counts`() {
        let mask = Self.mask(key: "abcabcabd", headers: ["bcabcabcx"])

        #expect(Array("abcabc".utf8).withUnsafeBytes(mask.possibleBeginning) == 6)
    }
}
