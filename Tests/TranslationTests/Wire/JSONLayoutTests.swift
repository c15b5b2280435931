import Foundation
import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct JSONLayoutTests {
    @Test(arguments: [
        ("null", "null\n"), ("\"a\"", "\"a\"\n"), ("-1.50e+3", "-1.50e+3\n"), (" { } ", "{}\n"), ("[\n]", "[]\n"),
        ("[1,[],{}]", "[\n  1,\n  [],\n  {}\n]\n"),
        (
            #"{"b":1,"a":{"c":[true,null]}}"#,
            "{\n  \"b\": 1,\n  \"a\": {\n    \"c\": [\n      true,\n      null\n    ]\n  }\n}\n"
        ),
        (
            #"{"a":[{"b":{}},[[]]],"a":2}"#,
            "{\n  \"a\": [\n    {\n      \"b\": {}\n    },\n    [\n      []\n    ]\n  ],\n  \"a\": 2\n}\n"
        ),
    ])
    func `a value is laid out with two spaces a level`(text: String, expected: String) throws {
        #expect(try laidOut(text) == expected)
    }

    @Test(arguments: [#""\u00e9\/\n""#, #""é你🎉 , : { [ ""#, "1E400", "-0", "12345678901234567890.10", #""\ud800""#])
    func `a scalar keeps the bytes it was written with`(scalar: String) throws {
        #expect(try laidOut("[\(scalar)]") == "[\n  \(scalar)\n]\n")
        #expect(try laidOut("{\"k\\u0065y\" : \(scalar)}") == "{\n  \"k\\u0065y\": \(scalar)\n}\n")
    }

    @Test func `a part of a document is laid out from its own margin`() throws {
        let part = try #require(JSONDocument(#"{"before":[1],"part":{"a":[2,3]},"after":4}"#).root["part"])

        #expect(String(decoding: JSONLayout(part).bytes, as: UTF8.self) == "{\n  \"a\": [\n    2,\n    3\n  ]\n}\n")
    }

    @Test func `a layout is taken line by line, and each says where it stands`() throws {
        let lines = Array(JSONLayout(try JSONDocument(#"{"a":[1,2],"b":"x"}"#).root))
        try #require(lines.count == 7)

        #expect(lines.map(\.part) == [.opening, .opening, .whole, .whole, .closing, .whole, .closing])
        #expect(lines.map(\.depth) == [0, 1, 2, 2, 1, 1, 0])
        #expect(lines.map(\.isFollowed) == [false, false, true, false, true, false, false])
        #expect(lines.map { $0.key?.string } == [nil, "a", nil, nil, nil, "b", nil])
        #expect(lines.map(\.value.path) == ["", "a", "a[0]", "a[1]", "a", "b", ""])
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `deep nesting is laid out, and its indentation ends`(opening: String) throws {
        let depth = 5000
        let closing = opening == "[" ? "]" : "}"
        let text = String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth)
        let lines = JSONLayout(try JSONDocument(Array(text.utf8), maximumDepth: depth).root).bytes
            .split(separator: UInt8(ascii: "\n"))

        #expect(lines.count == 2 * depth + 1)
        #expect(lines.map { $0.prefix { $0 == 0x20 }.count }.max() == 2 * JSONLayout.deepestIndent)
    }

    @Test func `a layout holds the same JSON, and the layout of a layout is itself`() throws {
        var generator = SeededGenerator(seed: 20)
        for _ in 0..<300 {
            let text = Self.random(depth: 0, &generator)
            let once = try laidOut(text)

            #expect(try laidOut(once) == once)
            #expect(once.filter { !$0.isWhitespace } == text)
        }
    }

    @Test func `requests in the fixtures are laid out just so`() throws {
        for fixture in RequestFixture.all where fixture.has("request.upstream.json") {
            let text = try String(contentsOf: fixture.file("request.upstream.json"), encoding: .utf8)

            #expect(try laidOut(text) == text, "\(fixture)")
        }
    }

    private func laidOut(_ text: String) throws -> String {
        String(decoding: JSONLayout(try JSONDocument(text).root).bytes, as: UTF8.self)
    }

    /// JSON without white space, in its strings neither.
    private static func random(depth: Int, _ generator: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<(depth > 5 ? 4 : 6), using: &generator) {
        case 0: return "\(Int.random(in: -1000...1000, using: &generator))"
        case 1: return ["true", "false", "null"].randomElement(using: &generator) ?? ""
        case 2: return #""\n{\"[,é""#
        case 3: return ["{}", "[]", "\"\"", "1.0"].randomElement(using: &generator) ?? ""
        case 4:
            let elements = (0...Int.random(in: 0...3, using: &generator)).map { _ in
                random(depth: depth + 1, &generator)
            }
            return "[\(elements.joined(separator: ","))]"
        default:
            let members = (0...Int.random(in: 0...3, using: &generator)).map { number in
                "\"k\(number)\":\(random(depth: depth + 1, &generator))"
            }
            return "{\(members.joined(separator: ","))}"
        }
    }
}
