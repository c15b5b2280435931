import Testing

@testable import Translation

@Suite struct JSONScannerTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "10", "-1.5e+3", "1E9", "\"\"", "[]", "{}", " [ 1 , 2 ] ",
        #"{"a":{"b":[{"c":null}]}}"#, #""é你好🎉""#, #""\u00e9\ud83c\udf89\n\/""#, "\"\u{7F}\"", "[[[[]]]]",
    ])
    func `a text that RFC 8259 allows is taken`(text: String) throws {
        let document = try JSONDocument(text)

        #expect(document.root.raw.text == text.trimmingPrefix(" ").reversedTrimmed)
    }

    @Test(arguments: [
        ("", JSONSyntaxError.Reason.unexpectedEnd), ("{", .unexpectedEnd), ("[1,", .unexpectedEnd),
        ("\"abc", .unexpectedEnd), (#""\"#, .unexpectedEnd), ("[1,]", .unexpectedByte), ("{\"a\":}", .unexpectedByte),
        ("{\"a\" 1}", .unexpectedByte), ("{a:1}", .unexpectedByte), ("{,}", .unexpectedByte), ("[}", .unexpectedByte),
        ("nul", .unexpectedByte), ("True", .unexpectedByte), ("'a'", .unexpectedByte), ("NaN", .unexpectedByte),
        ("+1", .unexpectedByte), (".5", .unexpectedByte), ("01", .trailingBytes), ("1 2", .trailingBytes),
        ("{} x", .trailingBytes), ("-", .invalidNumber), ("1.", .invalidNumber), ("1e", .invalidNumber),
        ("1e+", .invalidNumber), ("\"\t\"", .controlCharacter), ("\"a\nb\"", .controlCharacter),
        (#""\x41""#, .invalidEscape), (#""\u12G4""#, .invalidEscape), ("[1 2]", .unexpectedByte),
    ])
    func `a text that is not JSON is refused for its reason`(text: String, reason: JSONSyntaxError.Reason) {
        #expect { try JSONDocument(text) } throws: { ($0 as? JSONSyntaxError)?.reason == reason }
    }

    @Test(
        arguments: [
            [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xC3], [0xE4, 0xBD], [0xF0, 0x9F, 0x8E],
            [0xFF],
        ] as [[UInt8]]
    )
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
        let text = Array("[\"abcdefgh".utf8) + bytes + Array("\"]".utf8)

        #expect(throws: JSONSyntaxError(reason: .invalidUTF8, offset: 10)) { try JSONDocument(text) }
    }

    @Test func `nesting beyond the limit is an error and no crash`() {
        let text = String(repeating: "[", count: 100_000)

        #expect(throws: JSONSyntaxError(reason: .tooDeep, offset: 512)) { try JSONDocument(text) }
    }

    @Test func `nesting up to the limit is taken`() throws {
        let text = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)

        _ = try JSONDocument(text)
    }

    @Test(arguments: 0..<24)
    func `a quote is found wherever it stands among eight bytes`(length: Int) throws {
        let text = String(repeating: "x", count: length)

        #expect(try JSONDocument("[\"\(text)\",1]").root.elements.first { _ in true }?.string == text)
    }

    @Test func `every cut of a text is refused and none traps`() throws {
        let bytes = Array(#"{"a":[1.5e3,true,null,"x\u00e9\n你"],"b":{}}"#.utf8)

        for end in 0..<bytes.count {
            #expect(throws: JSONSyntaxError.self) { try JSONDocument(Array(bytes[..<end])) }
        }
    }
}

extension StringProtocol {
    fileprivate var reversedTrimmed: String {
        var text = String(self)
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}
