import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct InputEstimateTests {
    private func tokens(_ content: String, more: String = "") throws -> Int {
        let json = """
            {"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": \(content)}]\(more)}
            """
        return InputEstimate.tokens(of: try MessagesRequest(JSONDocument(json)))
    }

    private let text = String(repeating: "A sentence of a few plain words. ", count: 40)

    @Test func `a greeting costs next to nothing, and not nothing`() throws {
        #expect(5...15 ~= (try tokens(#""hi""#)))
    }

    @Test func `text costs the same as a string, as a block, and as a result`() throws {
        let string = try tokens("\"\(text)\"")
        let block = try tokens(#"[{"type": "text", "text": "\#(text)"}]"#)
        let result = try tokens(#"[{"type": "tool_result", "tool_use_id": "t", "content": "\#(text)"}]"#)

        #expect(string == block)
        #expect(string...string + 20 ~= result)
        #expect((Double(string) / Double(text.utf8.count) * 4 - 1).magnitude < 0.15)
    }

    @Test func `system, tools, schemas and calls all count`() throws {
        let base = try tokens(#""hi""#)
        let parts = [
            #", "system": "\#(text)""#,
            #", "tools": [{"name": "T", "description": "\#(text)", "input_schema": {"type": "object"}}]"#,
            #", "tools": [{"name": "T", "input_schema": {"type": "object", "title": "\#(text)"}}]"#,
            #", "output_config": {"format": {"type": "json_schema", "schema": {"title": "\#(text)"}}}"#,
        ]

        for part in parts {
            #expect(try tokens(#""hi""#, more: part) > base + 250)
        }
        #expect(
            try tokens(#"[{"type": "tool_use", "id": "t", "name": "T", "input": {"a": "\#(text)"}}]"#) > base + 250
        )
    }

    @Test func `a deferred tool counts once it was found or called`() throws {
        let tool = """
            , "tools": [{"name": "T", "description": "\(text)", "defer_loading": true, "input_schema": {"type": "object"}}]
            """
        let waiting = try tokens(#""hi""#, more: tool)
        let found = try tokens(
            #"[{"type": "tool_result", "tool_use_id": "t", "content": [{"type": "tool_reference", "tool_name": "T"}]}]"#,
            more: tool
        )
        let called = try tokens(#"[{"type": "tool_use", "id": "t", "name": "T", "input": {}}]"#, more: tool)

        #expect(waiting < 20)
        #expect(found > 250)
        #expect(called > 250)
    }

    @Test(arguments: [
        (1, 1, 85), (512, 512, 308), (1024, 1024, 1229), (1920, 1080, 1844), (8000, 8000, 1844),
    ])
    func `an image costs what its size says, up to a limit`(width: Int, height: Int, expected: Int) throws {
        let data = ImageHeaders.base64(ImageHeaders.png(width: width, height: height))
        let cost = try tokens(
            #"[{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "\#(data)"}}]"#
        )

        #expect(expected...expected + 10 ~= cost)
    }

    @Test func `an image of unknown size costs as much as a large one`() throws {
        let cost = try tokens(#"[{"type": "image", "source": {"type": "url", "url": "https://example.com/a.png"}}]"#)

        #expect(1844...1854 ~= cost)
    }

    @Test(arguments: [("gpt-4o", 765), ("gpt-5", 630), ("gpt-5-mini", 1659), ("gpt-5.4", 1229)])
    func `an image costs what the model it goes to makes of it`(model: String, expected: Int) throws {
        let data = ImageHeaders.base64(ImageHeaders.png(width: 1024, height: 1024))
        let image = #"{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "\#(data)"}}"#
        let request = try MessagesRequest(
            JSONDocument(#"{"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": [\#(image)]}]}"#)
        )
        let cost = InputEstimate.tokens(of: request, for: TranslationSample.target(model))

        #expect(expected...expected + 10 ~= cost)
    }

    @Test func `the correction factor of a model multiplies everything`() throws {
        let request = try TranslationSample.request()
        var target = TranslationSample.target()
        let plain = InputEstimate.tokens(of: request, for: target)
        target.estimateCorrection = 2

        #expect(2 * plain - 1...2 * plain ~= InputEstimate.tokens(of: request, for: target))
    }

    @Test(arguments: [(3000, 2000), (400_000, 12_000), (9_000_000, 200_000)])
    func `a PDF costs what its size makes of pages`(bytes: Int, expected: Int) throws {
        let data = String(repeating: "JVBERi0x", count: bytes / 8)
        let cost = try tokens(
            #"[{"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "\#(data)"}}]"#
        )

        #expect(expected...expected + 10 ~= cost)
    }

    @Test func `our own sealed reasoning counts and another's signature does not`() throws {
        let seal = ReasoningSeal(
            model: "m",
            scope: "o",
            encryptedContent: String(repeating: "gAAA", count: 1500),
            summaryParts: 0
        )
        func cost(_ signature: String) throws -> Int {
            try tokens(#"[{"type": "thinking", "thinking": "\#(text)", "signature": "\#(signature)"}]"#)
        }

        #expect(try cost(seal.signature) > 900)
        #expect(try cost(String(repeating: "EqQB", count: 1500)) < 20)
    }
}
