import Testing

@testable import Translation

/// Accuracy is ``InputEstimateCorpusTests``' affair; this is about what is counted and that nothing is missed.
@Suite struct TextCensusTests {
    private func tokens(_ text: String) -> Double {
        TextCensus(JSONText(text).escaped).tokens
    }

    private let prose = """
        The program reads each request once and writes it again in the words of the other side. Whatever it has to \
        change on the way it says in a note, so that a person who wonders about an answer can see what was asked.
        """

    private func bytesPerToken(_ text: String) -> Double { Double(text.utf8.count) / tokens(text) }

    @Test func `English is about four bytes to a token`() {
        #expect(3.7...4.6 ~= bytesPerToken(prose))
    }

    @Test func `code is about three bytes to a token`() {
        let code = """
            func parse(_ text: String) throws -> [Int] { return text.split(separator: ",").map { Int($0)! } }
            if (count >= 2) { total += values[i] * 3; }
            """

        #expect(2.6...3.6 ~= bytesPerToken(code))
    }

    @Test(arguments: ["q8Zk3vT1xYb7LmN0pRsW", "9f86d081884c7d659a2f"])
    func `keys are less than two bytes to a token`(piece: String) {
        #expect(0.9...2.0 ~= bytesPerToken(String(repeating: piece, count: 20)))
    }

    @Test(arguments: [
        ("北京今天的天气怎么样我们去公园吧", 0.88), ("これはにほんごのぶんしょうです", 0.72), ("오늘날씨가참좋네요공원에갑시다", 0.56),
    ])
    func `a character of East Asia is somewhat less than a token`(text: String, each: Double) {
        #expect((tokens(text) - each * Double(text.unicodeScalars.count)).magnitude < 1e-9)
    }

    @Test(arguments: ["北京天", "Привет, мир", "a€b", "🚀 go", "naïve café", "नमस्ते"])
    func `a character is worth the same whether it is written out or as an escape`(text: String) {
        let escaped = text.utf16.map { unit in
            unit < 0x80 ? String(Unicode.Scalar(UInt8(unit))) : "\\u" + hexadecimal(unit)
        }.joined()

        #expect((TextCensus(Array(escaped.utf8)[...]).tokens - tokens(text)).magnitude < 1e-9)
    }

    private func hexadecimal(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    @Test(arguments: [#"\u"#, #"\u12"#, #"\uZZZZ"#, #"\\u0041"#, #"\"#, #"\ud83d"#, #"\ude80"#, #"C:\\users\\u"#])
    func `an invalid escape is counted literally`(text: String) {
        #expect(TextCensus(Array(text.utf8)[...]).tokens >= 1)
    }

    @Test func `line ends cost little`() {
        let lines = Array(repeating: prose, count: 4).joined(separator: "\n")
        let spaced = Array(repeating: prose, count: 4).joined(separator: " ")

        #expect(tokens(lines) - tokens(spaced) < 4)
    }

    @Test func `nothing is nothing, and anything is a token at least`() {
        #expect(tokens("") == 0)
        for text in ["a", " ", "é", ".", "\\", "0"] { #expect(tokens(text) >= 1) }
    }

    @Test(arguments: [1, 2, 119, 120, 121, 239, 240, 241, 480, 481, 5000])
    func `every byte counts, wherever the blocks end`(count: Int) {
        let each = tokens(String(repeating: "aB", count: 10_000)) / 10_000
        let few = tokens(String(repeating: "aB", count: count))

        #expect((few - max(1, Double(count) * each)).magnitude < 1e-6)
        #expect((tokens(String(repeating: "天", count: count)) - max(1, 0.88 * Double(count))).magnitude < 1e-6)
    }
}
