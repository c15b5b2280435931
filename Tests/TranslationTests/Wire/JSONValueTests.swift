import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct JSONValueTests {
    private let document = try? JSONDocument(
        #"{"model":"m","n":12,"big":123456789012345678901234567890,"f":1.50,"list":[{"t":"a"},{"t":"b\n"}],"no":null}"#
    )

    @Test func `a member is found by its key`() throws {
        let root = try #require(document).root

        #expect(root["model"]?.string == "m")
        #expect(root["n"]?.int == 12)
        #expect(root["absent"] == nil)
    }

    @Test func `null does not count as present`() throws {
        let root = try #require(document).root

        #expect(root["no"]?.isNull == true)
        #expect(root.present("no") == nil)
    }

    @Test func `a number keeps the digits it was written with`() throws {
        let root = try #require(document).root

        #expect(root["big"]?.raw.text == "123456789012345678901234567890")
        #expect(root["f"]?.raw.text == "1.50")
        #expect(root["big"]?.int == nil)
    }

    @Test func `a value says where it stands`() throws {
        let root = try #require(document).root
        let texts = root["list"]?.elements.compactMap { $0["t"]?.path }

        #expect(texts == ["list[0].t", "list[1].t"])
        #expect(root.path.isEmpty)
    }

    @Test func `keys, elements and members at any depth say where they stand`() throws {
        let document = try JSONDocument(#"{"a":[[1,{"b c":null}],[]],"":{"\u0064":[2]}}"#)

        let paths = document.nodes.indices.map { JSONValue(document: document, index: $0).path }

        #expect(
            paths == [
                "", "a", "a", "a[0]", "a[0][0]", "a[0][1]", "a[0][1].b c", "a[0][1].b c", "a[1]", "", "", "d", "d",
                "d[0]",
            ]
        )
    }

    /// One walk to each would be two hundred million steps.
    @Test func `very many values can say where they stand`() throws {
        let document = try JSONDocument("[" + String(repeating: "1,", count: 20_000) + "1]")

        #expect(document.root.elements.map(\.path).last == "[20000]")
    }

    @Test func `of two members with one key the last counts`() throws {
        #expect(try JSONDocument(#"{"a":1,"a":2}"#).root["a"]?.int == 2)
    }

    @Test func `a key written with escapes is found`() throws {
        #expect(try JSONDocument(#"{"\u0061b":1}"#).root["ab"]?.int == 1)
    }

    @Test(arguments: [
        (#"\u00e9"#, "é"), (#"\ud83c\udf89"#, "🎉"), (#"\ud83c"#, "\u{FFFD}"), (#"\udf89"#, "\u{FFFD}"),
        (#"\ud83cx"#, "\u{FFFD}x"), (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"), (#"\u2028"#, "\u{2028}"),
    ])
    func `escapes are decoded`(escaped: String, text: String) throws {
        #expect(try JSONDocument("\"\(escaped)\"").root.string == text)
    }

    @Test func `fields that were not read are listed`() throws {
        let root = try #require(document).root
        var fields = try JSONFields(root)
        _ = try fields.requiredText("model")
        _ = fields.optional("list")

        #expect(fields.unread.map(\.path) == ["n", "big", "f"])
    }

    @Test func `fields beyond the sixty-fourth are listed too`() throws {
        let members = (0..<70).map { "\"k\($0)\":1" }.joined(separator: ",")
        var fields = try JSONFields(try JSONDocument("{\(members)}").root)
        _ = fields.optional("k69")

        #expect(fields.unread.count == 69)
        #expect(!fields.unread.contains { $0.path == "k69" })
    }

    @Test func `a mistyped field is refused with its path`() throws {
        let root = try #require(document).root
        let list = try #require(root["list"]?.elements.first { _ in true })
        var fields = try JSONFields(list)

        #expect(throws: JSONMismatch(path: "list[0].t", expected: "a whole number", found: "a string")) {
            try fields.optionalInt("t")
        }
    }
}
