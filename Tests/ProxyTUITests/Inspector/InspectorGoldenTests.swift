import Testing

@testable import Journal
@testable import ProxyTUI
@testable import Translation

@Suite struct InspectorGoldenTests {
    private static func draw(
        _ inspector: Inspector,
        _ width: Int,
        _ height: Int,
        _ glyphs: GlyphSet = .unicode
    ) -> Canvas {
        var canvas = Canvas(Size(width: width, height: height), glyphs: glyphs)
        inspector.draw(&canvas, in: canvas.bounds)
        return canvas
    }

    private static func inspector(_ sample: SampleExchange) -> Inspector {
        var inspector = Inspector(exchange: sample.exchange, stages: sample.stages)
        inspector.position = (3, 5)
        inspector.sessionLabel = "A"
        return inspector
    }

    private static let sizes = [(120, 38), (80, 22), (40, 8)]

    @Test(arguments: sizes)
    func `a refused tool schema`(_ width: Int, _ height: Int) throws {
        let inspector = Self.inspector(try SampleExchange.refusedSchema())
        expectGolden(Self.draw(inspector, width, height), "inspector/refused.\(width)x\(height)")
    }

    @Test(arguments: sizes)
    func `a streamed answer, put together`(_ width: Int, _ height: Int) throws {
        var inspector = Self.inspector(try SampleExchange.answered())
        _ = inspector.perform(.stage4, area: Size(width: width, height: height))
        expectGolden(Self.draw(inspector, width, height), "inspector/answered.\(width)x\(height)")
    }

    @Test func `a finished request beside its translation`() throws {
        let inspector = Self.inspector(try SampleExchange.answered())
        expectGolden(Self.draw(inspector, 120, 38), "inspector/requests.120x38")
    }

    @Test func `events with their times, while they come`() throws {
        let inspector = Self.inspector(try SampleExchange.answered(events: 14))
        expectGolden(Self.draw(inspector, 120, 38), "inspector/streaming.120x38")
        expectGolden(Self.draw(inspector, 80, 22), "inspector/streaming.80x22")
    }

    @Test func `a chat stream, put together`() throws {
        var inspector = Self.inspector(try SampleExchange.answered(dialect: .chat))
        _ = inspector.perform(.stage3, area: Size(width: 120, height: 38))
        expectGolden(Self.draw(inspector, 120, 38), "inspector/chat-answer.120x38")
    }

    @Test func `a note, gone to from the list`() throws {
        let area = Size(width: 120, height: 38)
        var inspector = Self.inspector(try SampleExchange.refusedSchema())
        for _ in 0..<2 { _ = inspector.perform(.nextMatch, area: area) }
        expectGolden(Self.draw(inspector, 120, 38), "inspector/note.120x38")
    }

    @Test func `timing and attempts`() throws {
        let area = Size(width: 80, height: 22)
        var inspector = Self.inspector(try SampleExchange.refusedSchema())
        _ = inspector.perform(.attempts, area: area)
        expectGolden(Self.draw(inspector, 80, 22), "inspector/attempts.80x22")
        _ = inspector.perform(.headers, area: area)
        expectGolden(Self.draw(inspector, 80, 22), "inspector/headers.80x22")
    }

    @Test func `wrapped, with a search`() throws {
        let area = Size(width: 80, height: 22)
        var inspector = Self.inspector(try SampleExchange.answered())
        _ = inspector.perform(.wrap, area: area)
        inspector.search("honest")
        expectGolden(Self.draw(inspector, 80, 22), "inspector/wrapped.80x22")
    }

    @Test func `stages that are no longer kept`() throws {
        let sample = try SampleExchange.refusedSchema()
        let inspector = Inspector(exchange: sample.exchange, stages: nil)
        expectGolden(Self.draw(inspector, 80, 22), "inspector/gone.80x22")
    }

    @Test func `signs of ASCII alone`() throws {
        let canvas = Self.draw(Self.inspector(try SampleExchange.refusedSchema()), 100, 24, .ascii)
        expectGolden(canvas, "inspector/ascii.100x24")
        #expect(canvas.text.utf8.allSatisfy { $0 < 0x80 })
    }
}
