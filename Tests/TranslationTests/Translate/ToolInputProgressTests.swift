import Testing

@testable import Translation

@Suite struct ToolInputProgressTests {
    private func isComplete(_ pieces: [String]) -> Bool {
        var progress = ToolInputProgress()
        for piece in pieces { progress.feed(JSONText(piece)) }
        return progress.isComplete
    }

    @Test(arguments: ["{}", #"{"a":{"b":[1,{}]}}"#, #"{"a":"}"}"#, #"{"a":"\"}"}"#, #"{"a":"\\"}"#, "{\"a\":\"\n\"} "])
    func `an object is complete at its last brace and not before, however it is cut`(_ json: String) {
        let end = json.lastIndex(of: "}") ?? json.startIndex

        for cut in json.indices {
            let head = String(json[..<cut])
            #expect(isComplete([head]) == (cut > end))
            #expect(isComplete([head, String(json[cut...])]))
        }
    }

    @Test func `quotes and backslashes in the long form count as such`() throws {
        var progress = ToolInputProgress()
        let text = try #require(try JSONDocument(#""{\u0022a\u0022:\u0022}\u005c\u0022}""#).root.text)

        progress.feed(text)
        #expect(!progress.isComplete)
        progress.feed(try #require(try JSONDocument(#""\u0022}""#).root.text))

        #expect(progress.isComplete)
    }
}
