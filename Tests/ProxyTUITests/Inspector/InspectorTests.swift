import Journal
import JournalTestSupport
import Testing
import TranslationTestSupport

@testable import ProxyTUI
@testable import Translation

@Suite struct InspectorTests {
    private static let area = Size(width: 120, height: 38)

    private static func inspector(_ sample: SampleExchange) -> Inspector {
        Inspector(exchange: sample.exchange, stages: sample.stages)
    }

    private static func text(_ inspector: Inspector, _ size: Size = area, _ glyphs: GlyphSet = .unicode) -> String {
        var canvas = Canvas(size, glyphs: glyphs)
        inspector.draw(&canvas, in: canvas.bounds)
        return canvas.text
    }

    @Test func `no size and no keys do harm`() throws {
        var generator = SeededGenerator(seed: 11)
        let samples = try [
            SampleExchange.refusedSchema(), .answered(), .answered(events: 9), .answered(dialect: .chat),
        ]
        for sample in samples {
            var inspector = Self.inspector(sample)
            for step in 0..<300 {
                let size = Size(
                    width: Int.random(in: 0...140, using: &generator),
                    height: Int.random(in: 0...45, using: &generator)
                )
                if step % 40 == 7 { inspector.search("the") }
                if step % 97 == 50 { inspector.update(exchange: sample.exchange, stages: nil) }
                if step % 97 == 53 { inspector.update(exchange: sample.exchange, stages: sample.stages) }
                if let command = Command.allCases.randomElement(using: &generator) {
                    _ = inspector.perform(command, area: size)
                }
                _ = Self.text(inspector, size)
            }
        }
    }

    @Test(arguments: [(0, 0), (1, 1), (2, 2), (3, 60), (60, 3), (200, 1), (1, 50), (20, 5), (300, 100)])
    func `every size is drawn`(_ width: Int, _ height: Int) throws {
        let inspector = Self.inspector(try SampleExchange.refusedSchema())
        for glyphs in GlyphSet.allCases { _ = Self.text(inspector, Size(width: width, height: height), glyphs) }
    }

    @Test func `the locatedError is marked at its line in both requests`() throws {
        let text = Self.text(Self.inspector(try SampleExchange.refusedSchema()))
        let line = try #require(text.split(separator: "\n").first { $0.contains(#""format": "uri""#) })
        #expect(line.count { $0 == "✗" } >= 1)
        #expect(text.split(separator: "\n").count { $0.contains("✗ upstream") } >= 1)
    }

    @Test func `stages and sides are gone through with their keys`() throws {
        var inspector = Self.inspector(try SampleExchange.answered())
        #expect(inspector.stage == .clientRequest)
        for (command, stage) in [
            (Command.nextStage, ExchangeStages.Stage.upstreamRequest), (.stage4, .clientAnswer),
            (.nextStage, .clientRequest), (.previousStage, .clientAnswer), (.stage3, .upstreamAnswer),
            (.switchSide, .clientAnswer),
        ] {
            _ = inspector.perform(command, area: Self.area)
            #expect(inspector.stage == stage)
        }
        _ = inspector.perform(.switchSide, area: Self.area)
        #expect(inspector.focus == .notes)
        _ = inspector.perform(.switchSide, area: Self.area)
        #expect(inspector.focus == .body)
        #expect(inspector.stage == .upstreamAnswer)
    }

    @Test func `a note in the list leads to its lines`() throws {
        var inspector = Self.inspector(try SampleExchange.answered())
        inspector.focus = .notes
        inspector.selectedNote = try #require(inspector.notes.firstIndex { $0.note.source == "system" })
        _ = inspector.perform(.enter, area: Self.area)

        for stage in [ExchangeStages.Stage.clientRequest, .upstreamRequest] {
            guard case .json(let outline) = inspector.view(stage).body else {
                Issue.record("no JSON")
                continue
            }
            let path = outline.value(of: inspector.view(stage).viewport.cursor.line).path
            #expect(path == (stage == .clientRequest ? "system" : "instructions"))
        }
    }

    @Test func `only problems leaves only those, and back again`() throws {
        var inspector = Self.inspector(try SampleExchange.refusedSchema())
        let all = inspector.notes.count
        _ = inspector.perform(.onlyProblems, area: Self.area)
        #expect(inspector.notes.count == 1)
        _ = inspector.perform(.onlyProblems, area: Self.area)
        #expect(inspector.notes.count == all)
    }

    @Test func `a search unfolds its match, wraps around, and ends`() throws {
        var inspector = Self.inspector(try SampleExchange.refusedSchema())
        inspector.search("TURN 47:")
        #expect(Self.text(inspector).contains("Turn 47:"))
        let place = inspector.current.viewport.cursor
        _ = inspector.perform(.nextMatch, area: Self.area)
        #expect(inspector.current.viewport.cursor == place)
        inspector.search("nowhere to be found")
        #expect(Self.text(inspector).contains("not here"))
        _ = inspector.perform(.back, area: Self.area)
        #expect(!inspector.isSearching)
    }

    @Test func `back leaves one thing after the other, and then the inspector`() throws {
        var inspector = Self.inspector(try SampleExchange.answered())
        _ = inspector.perform(.headers, area: Self.area)
        let first = inspector.perform(.back, area: Self.area)
        let second = inspector.perform(.back, area: Self.area)
        #expect(first)
        #expect(!second)
    }

    @Test func `a stream is followed to its end until the reader goes up`() throws {
        let size = Size(width: 80, height: 16)
        var inspector = Self.inspector(try SampleExchange.answered(events: 12))
        inspector.position = nil
        _ = inspector.perform(.stage3, area: size)
        let longer = try SampleExchange.answered(events: 16)
        inspector.update(exchange: longer.exchange, stages: longer.stages)
        guard case .events(let list) = inspector.current.body else {
            Issue.record("no events")
            return
        }
        #expect(list.events.count == 16)
        #expect(inspector.shownViewport(.upstreamAnswer, size).cursor.line == 15)
        _ = inspector.perform(.up, area: size)
        #expect(!inspector.follows)
        let last = try SampleExchange.answered(events: 18)
        inspector.update(exchange: last.exchange, stages: last.stages)
        #expect(inspector.shownViewport(.upstreamAnswer, size).cursor.line == 14)
    }

    @Test func `folds and place stay while the record changes`() throws {
        var inspector = Self.inspector(try SampleExchange.refusedSchema())
        _ = inspector.perform(.unfoldAll, area: Self.area)
        _ = inspector.perform(.pageDown, area: Self.area)
        let former = Self.text(inspector)
        let sample = try SampleExchange.refusedSchema()
        inspector.update(exchange: sample.exchange, stages: sample.stages)
        #expect(Self.text(inspector) == former)
    }

    @Test func `an inspector opened early shows the stages once they arrive`() throws {
        let sample = try SampleExchange.refusedSchema()
        let empty = Exchange(id: sample.exchange.id, endpoint: .messages, arrivedAt: SampleExchange.arrival)
        var inspector = Inspector(exchange: empty, stages: nil)
        #expect(Self.text(inspector).contains("Loading."))
        inspector.update(exchange: sample.exchange, stages: sample.stages)
        #expect(Self.text(inspector) == Self.text(Self.inspector(sample)))
    }

    @Test func `bodies that are not JSON are shown as text`() throws {
        var sample = try SampleExchange(SampleExchange.request(tools: 1, messages: 1))
        sample.refuse(502, "<html>\n<title>Bad\u{1B}[31m gateway</title>\n</html>")
        var inspector = Self.inspector(sample)
        _ = inspector.perform(.stage3, area: Size(width: 80, height: 24))
        let text = Self.text(inspector, Size(width: 80, height: 24))
        #expect(text.contains("<title>Bad^[[31m gateway</title>"))
    }

    @Test func `a conversation of five megabytes opens in proportion to one of half a megabyte`() throws {
        let (half, five) = (Self.cost(ofTurns: 900), Self.cost(ofTurns: 9000))

        // Quadratic work would be a hundred times as much.
        #expect(five < half * 40, "\(half) for half a megabyte, \(five) for five")
    }

    private static func cost(ofTurns count: Int) -> Duration {
        let text = String(repeating: "lorem ipsum ", count: 40)
        let turns = (0..<count).map { #"{"role":"user","content":[{"type":"text","text":"\#($0) \#(text)"}]}"# }
        let body = Array(#"{"model":"m","max_tokens":1,"messages":[\#(turns.joined(separator: ","))]}"#.utf8)
        var stages = ExchangeStages()
        stages.clientRequest = ExchangeStages.Capture(body: body)
        stages.upstreamRequest = ExchangeStages.Capture(body: body)
        var exchange = Exchange(
            id: ExchangeID(run: 1, sequence: 1),
            endpoint: .messages,
            arrivedAt: SampleExchange.arrival
        )
        exchange.outcome = .finished(.endTurn)
        return ProcessorTime.spent { _ = Self.text(Inspector(exchange: exchange, stages: stages)) }
    }
}
