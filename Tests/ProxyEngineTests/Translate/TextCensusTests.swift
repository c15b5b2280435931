import Testing

@testable import ProxyEngine

@Suite struct TextCensusTests {
    private func tokens(_ text: String) -> Double {
        TextCensus(JSONText(text).escaped).tokens
    }

    private let prose = """
        The gateway reads each request once and writes it again in the words of the other side. Whatever it has to \
        change on the way it says in a note, so that a person who wonders about an answer can see what was asked.
        """

    @Test func `English is about four bytes to a token`() {
        #expect((Double(prose.utf8.count) / tokens(prose) - 4).magnitude < 0.3)
    }

    @Test func `code is about three bytes to a token`() {
        let code = """
            func parse(_ text: String) throws -> [Int] { return text.split(separator: ",").map { Int($0)! } }
            if (count >= 2) { total += values[i] * 3; }
            """

        #expect((Double(code.utf8.count) / tokens(code) - 3).magnitude < 0.4)
    }

    @Test func `JSON is about three bytes to a token or less`() {
        let json = #"{"type": "object", "properties": {"path": {"type": "string", "description": "The file to read"}}}"#

        #expect(2.0...3.3 ~= Double(json.utf8.count) / tokens(json))
    }

    @Test(arguments: ["q8Zk3vT1xYb7LmN0pRsW", "9f86d081884c7d659a2f"])
    func `text without spaces is about two bytes to a token`(piece: String) {
        let text = String(repeating: piece, count: 20)

        #expect((Double(text.utf8.count) / tokens(text) - 2.1).magnitude < 0.2)
    }

    @Test(arguments: ["北京今天的天气怎么样我们去公园吧", "これはにほんごのぶんしょうです", "오늘날씨가참좋네요공원에갑시다"])
    func `a Chinese, Japanese or Korean character is a token`(text: String) {
        #expect(tokens(text) == Double(text.count))
    }

    @Test func `a character is worth the same whether it is written out or as an escape`() {
        let escaped = TextCensus(Array(#"\u5317\u4eac\u5929"#.utf8)[...]).tokens

        #expect(escaped == tokens("北京天"))
    }

    @Test func `the escapes of JSON are no text`() {
        let lines = Array(repeating: prose, count: 4).joined(separator: "\n")
        let spaced = Array(repeating: prose, count: 4).joined(separator: " ")

        #expect((tokens(lines) / tokens(spaced) - 1).magnitude < 0.02)
    }

    @Test func `nothing is nothing`() {
        #expect(tokens("") == 0)
    }

    @Test(arguments: [1, 239, 240, 241, 480, 481, 5000])
    func `every byte counts, wherever the blocks end`(count: Int) {
        let text = String(repeating: "é", count: count) + String(repeating: "天", count: count)

        #expect(tokens(text) == 1.5 * Double(count))
    }
}
