import Foundation
import Testing

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// What keys and events do to the model.
@Suite struct DashboardModelTests {
    private static func arrived(_ number: UInt32) -> DashboardMessage {
        .events([.request(.init(.arrived, SampleDay.exchange(number, at: 195) { $0.outcome = .running }))])
    }

    private static func selected(_ model: DashboardModel) -> Int? { model.list.selectedRow(in: model.shown)?.number }

    @Test func `following shows each new request`() {
        var model = SampleDay.model(120, 40)
        _ = model.update(Self.arrived(50))
        #expect(Self.selected(model) == 50)
    }

    @Test func `a cursor that a person has moved stays on its request`() {
        var model = SampleDay.model(120, 40)
        model.press("k", "k")
        let before = Self.selected(model)
        _ = model.update(Self.arrived(50))
        #expect(Self.selected(model) == before)
        #expect(!model.list.follows)
    }

    @Test func `G follows again`() {
        var model = SampleDay.model(120, 40)
        model.press("gg", "G")
        #expect(model.list.follows)
    }

    @Test func `a frozen display does not move, and nothing is lost behind it`() {
        var model = SampleDay.model(120, 40)
        model.press("p")
        let before = DashboardView.draw(model).text
        _ = model.update(Self.arrived(50))
        #expect(DashboardView.draw(model).text.contains("FROZEN +1"))
        #expect(
            before.split(separator: "\n").dropFirst(3).elementsEqual(
                DashboardView.draw(model).text.split(separator: "\n").dropFirst(3)
            )
        )
        model.press("p")
        #expect(Self.selected(model) == 50)
    }

    @Test func `a filter narrows the list as it is typed, and Esc takes it back`() {
        var model = SampleDay.model(120, 40)
        model.press("f", "is:err")
        let whole = model.list.count(in: model.shown)
        model.press("or")
        #expect(model.list.count(in: model.shown) < whole)
        model.press(.escape)
        #expect(model.list.count(in: model.shown) == model.shown.rows.count)
    }

    @Test func `marks survive a clearing`() {
        var model = SampleDay.model(120, 40)
        model.press("gg", "m", "C", "y")
        #expect(model.traffic.rows.map(\.number) == [1, 22, 23])
    }

    @Test func `only problems are all problems`() {
        var model = SampleDay.model(120, 40)
        model.press("!")
        let shown = (0..<model.list.count(in: model.shown)).compactMap { model.list.row($0, in: model.shown)?.number }
        #expect(shown == [15, 16, 17, 18, 20])
    }

    @Test func `an error's line leads to its requests`() {
        var model = SampleDay.model(120, 40)
        model.press("3", "G", .enter)
        #expect(model.list.filterText == "err:E1")
        #expect(model.list.count(in: model.shown) == 1)
    }

    @Test func `search goes from match to match`() {
        var model = SampleDay.model(120, 40)
        model.press("gg", "/", "sonnet", .enter)
        let first = Self.selected(model)
        model.press("n")
        #expect(first == 16)
        #expect(Self.selected(model) == 19)
        model.press("N")
        #expect(Self.selected(model) == 16)
    }

    @Test func `sorting and reversing keep the cursor on its request`() {
        var model = SampleDay.model(120, 40)
        model.press("k", "k")
        let before = Self.selected(model)
        model.press("o", "v")
        #expect(Self.selected(model) == before)
    }

    @Test func `^C ends nothing`() {
        var model = SampleDay.model(120, 40)
        #expect(model.press(.key(.control("C")), .key(.control("C"))).isEmpty)
        #expect(!model.isDone)
    }

    @Test func `q asks while answers stream, and then quits`() {
        var model = SampleDay.model(120, 40)
        #expect(model.press("q").isEmpty)
        #expect(model.press("y") == [.quit])
    }

    @Test func `q quits at once where nothing runs`() {
        var model = SampleDay.model(120, 40, events: [])
        #expect(model.press("q") == [.quit])
    }

    @Test(arguments: ["", "f", "?", "y", "x", ":"])
    func `^Z hides from anywhere`(_ before: String) {
        var model = SampleDay.model(120, 40)
        model.press(.text(before))
        #expect(model.press(.key(.control("Z"))) == [.hide])
    }

    @Test func `a request is exported as a fixture in two keys`() {
        var model = SampleDay.model(120, 40)
        model.press("gg")
        #expect(model.press("xx") == [.export(.fixture, SampleDay.id(1))])
    }

    @Test func `the next request is looked at as the last one was`() {
        var model = SampleDay.model(120, 40)
        model.press("g", .enter)
        _ = model.update(.stages(SampleDay.id(1), SampleDay.exchange(1, at: 4), ExchangeStages()))
        model.press("3", "d", "J")
        _ = model.update(.stages(SampleDay.id(2), SampleDay.exchange(2, at: 8), ExchangeStages()))
        #expect(model.inspection?.id == SampleDay.id(2))
        #expect(model.inspection?.inspector.stage == .upstreamAnswer)
        #expect(model.inspection?.inspector.choosesPair == false)
    }

    @Test func `Esc never quits`() {
        var model = SampleDay.model(120, 40, events: [])
        #expect(model.press(.escape, .escape, .escape).isEmpty)
        #expect(model.overlay == nil)
    }

    @Test func `the palette runs any command by its name`() {
        var model = SampleDay.model(120, 40)
        model.press(":", "freeze", .enter)
        #expect(model.frozen != nil)
    }

    @Test func `sending again asks and shows tokens and price`() {
        var model = SampleDay.model(120, 40)
        model.press("gg", "r")
        #expect(DashboardView.draw(model).text.contains("Send #1 again (55.0k tokens in, about $0.01)?"))
        #expect(model.press("y") == [.resend(SampleDay.id(1))])
    }

    @Test func `rows beyond the limit go, oldest first, but not marked ones`() {
        var model = DashboardModel(SampleDay.facts, mappings: SampleDay.mappings, now: SampleDay.now, rowLimit: 100)
        _ = model.update(.events([.request(.init(.finished, SampleDay.exchange(1, at: 0)))]))
        model.press("m")
        for number in 2...200 as ClosedRange<UInt32> {
            _ = model.update(.events([.request(.init(.finished, SampleDay.exchange(number, at: 1)))]))
        }
        #expect(model.traffic.rows.count <= 100)
        #expect(model.traffic.rows.first?.number == 1)
        #expect(model.traffic.rows.last?.number == 200)
    }

    @Test func `an end that overtakes an older event is the last word`() {
        var model = SampleDay.model(120, 40, events: [])
        let ended = SampleDay.exchange(7, at: 100)
        _ = model.update(.events([.request(.init(.finished, ended))]))
        var late = ended
        late.outcome = .running
        _ = model.update(.events([.request(.init(.progressed, late))]))
        #expect(model.traffic.rows.map(\.state) == [.finished])
        #expect(model.traffic.runningCount == 0)
    }

    @Test func `earlier exchanges are shown`() {
        var model = SampleDay.model(120, 40, events: [])
        _ = model.update(.recorded([SampleDay.exchange(1, at: 0), SampleDay.exchange(2, at: 1)]))
        #expect(model.traffic.rows.count == 2)
        #expect(model.traffic.mappings[0].hits == 2)
    }

    @Test func `every command can be reached by a key and has a word for the palette`() {
        for command in Command.allCases where ![.quit].contains(command) {
            let contexts = KeyBindings.Context.allCases.filter { KeyBindings.standard.has(command, in: $0) }
            #expect(!contexts.isEmpty, "\(command.rawValue)")
            #expect(DashboardModel.commands(matching: command.rawValue).first == command)
        }
    }
}
