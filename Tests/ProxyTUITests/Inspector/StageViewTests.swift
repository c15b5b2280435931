import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// A stage that grows while it is read.
@Suite struct StageViewTests {
    private static let exchange = SampleDay.exchange(1, at: 4)

    private static func assembled(_ bytes: [UInt8]) -> StageView {
        var view = StageView(.clientAnswer, showsRaw: false)
        view.take(ExchangeStages.Capture(body: bytes))
        view.make([], exchange)
        return view
    }

    private static func events(_ count: Int) throws -> [UInt8] {
        try SampleExchange.answered(events: count).stages.clientAnswer.body
    }

    @Test func `folds stay while the answer goes on`() throws {
        var view = Self.assembled(try Self.events(14))
        view.body.unfoldAll()
        guard case .json(let outline) = view.body else { return #expect(Bool(false), "no outline") }
        let foldable = try #require(outline.lines.indices.first { outline.lines[$0].isFoldable })
        view.body.toggle(foldable)
        view.take(ExchangeStages.Capture(body: try Self.events(18)))
        view.make([], Self.exchange)
        #expect(view.body.isFolded(foldable) == true)
    }

    @Test func `folds are remembered while the events are looked at`() throws {
        var view = Self.assembled(try Self.events(14))
        view.body.foldAll()
        let folded = view.body.count
        view.toggleForm([], Self.exchange)
        view.toggleForm([], Self.exchange)
        #expect(view.body.count == folded)
    }

    @Test func `an answer assembled piece by piece equals one assembled at once`() throws {
        let whole = try Self.events(.max)
        var view = StageView(.clientAnswer, showsRaw: false)
        for end in stride(from: 100, to: whole.count, by: 333) + [whole.count] {
            view.take(ExchangeStages.Capture(body: Array(whole[..<end])))
            view.make([], Self.exchange)
        }
        guard case .json(let grown) = view.body, case .json(let once) = Self.assembled(whole).body else {
            return #expect(Bool(false), "no outline")
        }
        #expect(grown.document.bytes == once.document.bytes)
    }

    @Test func `another attempt's answer begins anew`() throws {
        var view = Self.assembled(try Self.events(14))
        view.viewport.cursor.line = 3
        var next = ExchangeStages.Capture(body: Array(#"{"error":{"message":"other"}}"#.utf8))
        next.generation = 1
        view.take(next)
        view.make([], Self.exchange)
        guard case .json(let outline) = view.body else { return #expect(Bool(false), "no outline") }
        #expect(outline.document.bytes == next.body)
        #expect(view.viewport == Viewport())
    }

    @Test func `rows are counted once, and anew for another width and another body`() {
        var view = StageView(.clientRequest, showsRaw: true)
        view.take(ExchangeStages.Capture(body: Array("text".utf8)))
        view.make([], Self.exchange)
        var counted = 0
        func count(_ width: Int) {
            _ = view.rowCounts.count(of: 0, width: width, isASCII: false) {
                counted += 1
                return 1
            }
        }
        count(10)
        count(10)
        #expect(counted == 1)
        count(20)
        #expect(counted == 2)
        view.body = .nothing("")
        count(20)
        #expect(counted == 3)
    }
}
