import Foundation
import JournalTestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// Where cursors are while rows come, go and change places.
@Suite struct DashboardCursorTests {
    private static func selected(_ model: DashboardModel) -> Int? { model.list.selectedRow(in: model.shown)?.number }

    private static func failed(_ number: UInt32, at second: Double, _ message: String) -> DashboardMessage {
        let exchange = SampleDay.exchange(number, at: second) { $0.outcome = .failed(.sample(.api, message)) }
        return .events([.request(.init(.failed, exchange))])
    }

    private static func finished(_ number: UInt32) -> DashboardMessage {
        .events([.request(.init(.finished, SampleDay.exchange(number, at: 195)))])
    }

    @Test func `the cursor stays on its error where another comes first`() {
        var model = SampleDay.model(120, 40)
        model.press("3", "j")
        let errors = model.shown.errors
        let number = errors.group(line: 1).number
        _ = model.update(Self.failed(50, at: 196, "something else"))
        #expect(model.line(in: PaneID("errors")) == 2)
        #expect(model.shown.errors.group(line: 2).number == number)
        model.press(.enter)
        #expect(model.list.filterText == "err:E\(number)")
    }

    @Test func `the cursor stays on its kind of telemetry`() {
        var model = SampleDay.model(120, 40)
        model.press("4", "G")
        let line = model.line(in: PaneID("telemetry"))
        let name = model.shown.telemetry.kind(line: line).name
        _ = model.update(.events([.unrouted(SampleDay.id(90), method: "GET", path: "/x")]))
        #expect(model.shown.telemetry.kind(line: model.line(in: PaneID("telemetry"))).name == name)
        #expect(model.line(in: PaneID("telemetry")) == line + 1)
    }

    @Test func `the end of the log is followed until a line is chosen`() {
        var model = SampleDay.model(120, 40)
        func add() { for number in 0..<1_500 { model.traffic.note(.info, "line \(number)", at: SampleDay.now) } }
        add()
        model.press("E", "k", "G")
        _ = model.update(.stray("new"))
        #expect(model.line(in: PaneID("log")) == 999)
        model.press("k")
        _ = model.update(.stray("newer"))
        #expect(model.line(in: PaneID("log")) == 997)
    }

    @Test func `a request that is filtered out leaves the cursor near, and takes it back`() {
        var model = SampleDay.model(120, 40)
        model.press("gg")
        for _ in 0..<13 { model.press("j") }
        #expect(Self.selected(model) == 14)
        model.press("!")
        #expect(Self.selected(model) == 15)
        model.press("!")
        #expect(Self.selected(model) == 14)
    }

    @Test func `a request that is forgotten leaves the cursor on the oldest`() {
        var model = DashboardModel(SampleDay.facts, mappings: [], now: SampleDay.now, rowLimit: 100)
        for number in 1...100 as ClosedRange<UInt32> { _ = model.update(Self.finished(number)) }
        model.press("gg")
        for number in 101...110 as ClosedRange<UInt32> { _ = model.update(Self.finished(number)) }
        #expect(model.list.line(in: model.shown) == 0)
        #expect(model.traffic.rows.first.map(\.number) ?? 0 > 1)
    }

    @Test(arguments: ["v", "o", "ov", "ooooo"])
    func `following is on the newest, wherever its line is`(_ keys: String) {
        var model = SampleDay.model(120, 40)
        model.press(.text(keys))
        let quick = SampleDay.exchange(50, at: 195) { $0.marks.finished = .milliseconds(1) }
        _ = model.update(.events([.request(.init(.finished, quick))]))
        model.refreshList()
        #expect(Self.selected(model) == 50)
        #expect(model.list.follows)
    }

    @Test func `a frozen display does not change with time`() {
        var model = SampleDay.model(120, 40)
        model.press("p")
        let before = DashboardView.draw(model).text.split(separator: "\n").dropFirst(1)
        _ = model.update(.time(SampleDay.now.addingTimeInterval(400)))
        #expect(before.elementsEqual(DashboardView.draw(model).text.split(separator: "\n").dropFirst(1)))
        model.press("p")
        #expect(!before.elementsEqual(DashboardView.draw(model).text.split(separator: "\n").dropFirst(1)))
    }

    @Test func `U unmarks frozen rows too`() {
        var model = SampleDay.model(120, 40)
        model.press("gg", "m", "p", "U")
        #expect(!model.shown.rows.contains { $0.isMarked })
        #expect(!model.traffic.rows.contains { $0.isMarked })
    }

    @Test func `a filter on time is asked again as time goes by`() {
        var model = SampleDay.model(120, 40)
        model.press("f", "since:60s", .enter)
        let before = model.list.count(in: model.shown)
        _ = model.update(.time(SampleDay.now.addingTimeInterval(3_600)))
        model.refreshList()
        #expect(before > 0)
        #expect(model.list.count(in: model.shown) == 0)
    }

    @Test(arguments: [(80, 1), (30, 20), (39, 5)])
    func `one line shows prompts and notices, and inspects nothing`(_ width: Int, _ height: Int) {
        var model = SampleDay.model(width, height)
        #expect(model.press(.enter).isEmpty)
        #expect(model.inspection == nil)
        #expect(DashboardView.draw(model).text.contains("too small to inspect"))
        model.press("f", "is:er")
        #expect(DashboardView.draw(model).text.contains("filter is:er"))
        #expect(DashboardView.draw(model).cursor != nil)
    }

    @Test func `an inspector without room shows a message`() {
        var model = SampleDay.model(120, 40)
        model.press("gg", .enter)
        _ = model.update(.input(.resized(Size(width: 80, height: 2))))
        #expect(DashboardView.draw(model).text.contains("#1: window too small to inspect"))
    }

    @Test func `a model's line leads to a filter that is one`() {
        let name = "a \"b\" \\c"
        var model = SampleDay.model(120, 40, events: [])
        let refused = SampleDay.exchange(1, at: 1) { exchange in
            exchange.modelAsked = name
            exchange.modelSent = nil
            exchange.destination = nil
            exchange.outcome = .refused(.unrouted(UnroutedModel(asked: name, mapped: [])))
        }
        _ = model.update(.events([.request(.init(.refused, refused))]))
        model.press("2", "G", .enter)
        #expect(model.list.filter != nil)
        #expect(model.list.count(in: model.shown) == 1)
    }
}
