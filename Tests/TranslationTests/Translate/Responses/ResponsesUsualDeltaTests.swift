import Testing

@testable import Translation

@Suite struct ResponsesUsualDeltaTests {
    private static func event(_ type: String = "x.delta", part: Int = 1, delta: String = "one") throws -> JSONValue {
        try JSONDocument(#"{"type":"\#(type)","output_index":3,"content_index":\#(part),"delta":"\#(delta)"}"#).root
    }

    private static func usual() throws -> ResponsesUsualDelta {
        let event = try Self.event()
        return ResponsesUsualDelta(event, type: try #require(event["type"]), .text(.delta))
    }

    @Test func `the members of a delta like it are found`() throws {
        let usual = try Self.usual()
        let event = try Self.event(part: 2, delta: "another").document

        #expect(usual.isLike(event))
        #expect(usual.outputIndex(of: event) == 3)
        #expect(usual.text(of: event)?.string == "another")
        #expect(usual.isOfPart(2, event))
        #expect(!usual.isOfPart(1, event))
    }

    @Test(arguments: ["y.delta", "x.delta.more"])
    func `a delta of another type is not like it`(type: String) throws {
        #expect(try !Self.usual().isLike(Self.event(type).document))
    }
}
