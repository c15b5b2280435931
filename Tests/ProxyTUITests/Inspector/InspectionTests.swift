import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// What is inspected, from the key that asks for it to what is kept of it.
@Suite struct InspectionTests {
    private static let sample = SampleDay.exchange(1, at: 4)

    private static let stages: ExchangeStages = {
        var stages = ExchangeStages()
        stages.clientRequest.body = Array(#"{"model":"asked"}"#.utf8)
        stages.upstreamRequest.body = Array(#"{"model":"sent"}"#.utf8)
        return stages
    }()

    private static func opened(_ number: Int = 1) -> DashboardModel {
        var model = SampleDay.model(80, 24)
        model.press("gg")
        for _ in 1..<max(number, 1) { model.press("j") }
        model.press(.enter)
        return model
    }

    @Test func `a key pressed before the stages come holds for them`() {
        var model = Self.opened()
        model.press("2")
        _ = model.update(.stages(Self.sample.id, Self.sample, Self.stages))
        #expect(model.inspection?.inspector.stage == .upstreamRequest)
        #expect(DashboardView.draw(model).text.contains(#""model": "sent""#))
    }

    @Test func `a tab opened before the stages come stays open`() {
        var model = Self.opened()
        model.press("t")
        _ = model.update(.stages(Self.sample.id, Self.sample, Self.stages))
        #expect(model.inspection?.inspector.tab == .attempts)
    }

    @Test func `a search typed before the stages arrive finds matches in them`() throws {
        var model = Self.opened()
        model.press("1/asked", .enter)
        _ = model.update(.stages(Self.sample.id, Self.sample, Self.stages))
        #expect(try #require(model.inspection).inspector.searchFailed == false)
        #expect(model.inspection?.inspector.isSearching == true)
    }

    @Test func `without a key the most useful stage is shown first`() {
        var model = Self.opened()
        _ = model.update(.stages(Self.sample.id, Self.sample, Self.stages))
        #expect(model.inspection?.inspector.stage == .clientRequest)
    }

    @Test(arguments: [1, 15, 18, 19, 20, 21, 22, 23])
    func `a request that is no longer kept shows the facts of its row`(_ number: Int) throws {
        var model = Self.opened(number)
        let id = SampleDay.id(UInt32(number))
        try #require(model.inspection?.id == id)
        _ = model.update(.stages(id, nil, nil))
        let inspector = try #require(model.inspection?.inspector)
        let row = try #require(model.traffic.row(id))
        #expect(!inspector.isLoading && inspector.stages == nil)
        #expect(inspector.exchange.modelAsked == row.asked)
        #expect(inspector.exchange.outcome.label == (row.isRunning ? "running" : row.ending))
        #expect(DashboardView.draw(model).text.contains("no longer kept"))
    }

    @Test func `J onto a request that is no longer kept stays in the inspector`() {
        var model = Self.opened()
        _ = model.update(.stages(Self.sample.id, Self.sample, Self.stages))
        model.press("J")
        _ = model.update(.stages(SampleDay.id(2), nil, nil))
        #expect(model.inspection?.id == SampleDay.id(2))
    }

    @Test func `one that is driven out while it is read keeps its record`() {
        var model = Self.opened()
        var exchange = Self.sample
        exchange.notes = [TranslationNote(.lossy, from: "top_k", to: nil, "cannot be said")]
        _ = model.update(.stages(exchange.id, exchange, Self.stages))
        _ = model.update(.stages(exchange.id, nil, nil))
        #expect(model.inspection?.inspector.exchange.notes.count == 1)
        #expect(model.inspection?.inspector.stages == nil)
    }

    @Test(arguments: ["E", "+", "_"])
    func `keys of the main screen's panes mean nothing here`(_ key: String) {
        var model = Self.opened()
        model.press(.text(key))
        #expect(model.notice?.text.contains("does nothing here") == true)
    }

    @Test func `the event log called by name closes the inspector and is shown`() {
        var model = Self.opened()
        model.press(":", "event-log", .enter)
        #expect(model.inspection == nil)
        #expect(model.focus == PaneID("log"))
    }
}
