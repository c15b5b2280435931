import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct JSONWriterTests {
    @Test func `members and elements are separated`() {
        var json = JSONWriter()
        json.object { json in
            json.member("a", 1)
            json.array("b") { json in
                json.value("x")
                json.object { $0.member("c", true) }
            }
            json.null("d")
        }

        #expect(String(decoding: json.bytes, as: UTF8.self) == #"{"a":1,"b":["x",{"c":true}],"d":null}"#)
    }

    @Test func `the writer knows where it stands`() {
        var json = JSONWriter()
        var paths: [String] = []
        json.object { json in
            json.member("a", 1)
            paths.append(json.place.description)
            json.array("b") { json in
                json.value(1)
                json.object { json in
                    json.member("c", 2)
                    paths.append(json.place.description)
                }
            }
        }

        #expect(paths == ["a", "b[1].c"])
    }

    @Test func `JSON inside a string is the same JSON when it is taken out`() throws {
        let input = "{\"a\":\"q\\\"\\\\\\n\",\n\t\"b\":[1.0,{\"é\":null}]}"
        var json = JSONWriter()
        json.string(holding: try RawJSON(validating: input))

        #expect(try JSONDocument(json.bytes).root.string == input)
    }

    @Test(arguments: 0..<200)
    func `any text comes back as it was written`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let scalars = (0..<Int.random(in: 0..<60, using: &generator)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0...(Bool.random(using: &generator) ? 0x7F : 0x2FFFF), using: &generator))
        }
        let text = String(String.UnicodeScalarView(scalars))
        var json = JSONWriter()
        json.value(text)

        #expect(try JSONDocument(json.bytes).root.string == text)
        #expect(JSONText(text).string == text)
    }

    @Test(arguments: [("", true), (" \n\t", true), (#" x"#, false), (#"\"#, false)])
    func `white space alone is blank`(text: String, isBlank: Bool) {
        #expect(JSONText(text).isBlank == isBlank)
    }
}
