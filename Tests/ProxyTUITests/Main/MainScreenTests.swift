import JournalTestSupport
import Testing

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// The main screen as a person sees it, in every shape and state.
@Suite struct MainScreenTests {
    @Test(arguments: [
        (120, 40), (160, 50), (110, 30), (100, 50), (80, 24), (64, 30), (50, 16), (48, 20), (40, 10), (40, 7), (80, 1),
        (39, 12), (30, 3),
    ])
    func `the main screen fits every size`(_ width: Int, _ height: Int) {
        expectGolden(DashboardView.draw(SampleDay.model(width, height)), "main/\(width)x\(height)")
    }

    @Test(arguments: [(120, 40), (80, 24), (40, 7)])
    func `before the first request it says how to begin`(_ width: Int, _ height: Int) {
        expectGolden(DashboardView.draw(SampleDay.model(width, height, events: [])), "main/empty.\(width)x\(height)")
    }

    @Test func `a terminal without Unicode is sent ASCII`() {
        let canvas = DashboardView.draw(SampleDay.model(120, 40, glyphs: .ascii))
        expectGolden(canvas, "main/ascii.120x40")
        #expect(canvas.text.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `signs of ambiguous width are not used where they are wide`() {
        expectGolden(DashboardView.draw(SampleDay.model(80, 24, glyphs: .narrow)), "main/narrow.80x24")
    }

    @Test func `a frozen display shows the number of new requests`() {
        var model = SampleDay.model(80, 24)
        model.press("p")
        _ = model.update(
            .events([.request(.init(.arrived, SampleDay.exchange(30, at: 196) { $0.outcome = .running }))])
        )
        expectGolden(DashboardView.draw(model), "main/frozen.80x24")
    }

    @Test func `a filtered list shows its filter`() {
        var model = SampleDay.model(120, 40)
        model.press("f", "is:error", .enter)
        expectGolden(DashboardView.draw(model), "main/filtered.120x40")
    }

    @Test func `the filter bar lists the options`() {
        var model = SampleDay.model(80, 24)
        model.press("f", "model:opus status:>=4")
        expectGolden(DashboardView.draw(model), "main/filter-bar.80x24")
    }

    @Test func `a filter that is none says where and why`() {
        var model = SampleDay.model(80, 24)
        model.press("f", "status:abc", .enter)
        expectGolden(DashboardView.draw(model), "main/filter-wrong.80x24")
    }

    @Test(arguments: [(120, 40), (80, 24), (40, 10)])
    func `help is written from the table of keys`(_ width: Int, _ height: Int) {
        var model = SampleDay.model(width, height)
        model.press("?")
        expectGolden(DashboardView.draw(model), "main/help.\(width)x\(height)")
    }

    @Test(arguments: ["y", "x", ":", "/"])
    func `menus and prompts lie over the list`(_ key: String) {
        var model = SampleDay.model(80, 24)
        model.press(.text(key))
        let name = ["y": "copy", "x": "export", ":": "palette", "/": "search"][key] ?? key
        expectGolden(DashboardView.draw(model), "main/menu-\(name).80x24")
    }

    @Test func `quitting asks while answers stream`() {
        var model = SampleDay.model(80, 24)
        model.press("q")
        expectGolden(DashboardView.draw(model), "main/quit.80x24")
    }

    @Test(arguments: ["2", "3", "4"])
    func `a pane that has the keys is marked without colour`(_ number: String) {
        var model = SampleDay.model(120, 40)
        model.press(.text(number))
        expectGolden(DashboardView.draw(model), "main/focus-\(number).120x40")
    }

    @Test(arguments: [(120, 40), (80, 24)])
    func `the event log opens on request`(_ width: Int, _ height: Int) {
        var model = SampleDay.model(width, height)
        let details = [(name: "address", value: "http://127.0.0.1:3999")]
        _ = model.update(
            .events([
                .log(LogEvent(.info, "listening", details, at: SampleDay.start)),
                .log(LogEvent(.warning, "gpt-5 is switched off soon", [("days_left", "18")], at: SampleDay.now)),
                .unrouted(SampleDay.id(90), method: "GET", path: "/favicon.ico"),
            ])
        )
        model.press("E")
        expectGolden(DashboardView.draw(model), "main/event-log.\(width)x\(height)")
    }

    @Test func `a zoomed pane takes the screen`() {
        var model = SampleDay.model(120, 40)
        model.press("4", "+", "+")
        expectGolden(DashboardView.draw(model), "main/zoomed.120x40")
    }

    @Test func `wide, combining and hidden characters keep the columns`() {
        var model = SampleDay.model(120, 40)
        let message = "世界 e\u{301} 👩‍💻 \u{202E}evil\u{1B}[31m"
        _ = model.update(
            .events([
                .request(
                    .init(
                        .failed,
                        SampleDay.exchange(40, at: 195) { $0.outcome = .failed(.sample(.invalidRequest, message)) }
                    )
                )
            ])
        )
        expectGolden(DashboardView.draw(model), "main/wide-characters.120x40")
    }

    @Test func `a lost connection is shown first`() {
        var model = SampleDay.model(80, 24)
        _ = model.update(.connection(.lost))
        expectGolden(DashboardView.draw(model), "main/disconnected.80x24")
    }

    @Test func `ten thousand rows show their end`() {
        var model = SampleDay.model(80, 24, events: [])
        let events = (1...10_000).map { number in
            ProxyEvent.request(.init(.finished, SampleDay.exchange(UInt32(number), at: Double(number) / 60)))
        }
        _ = model.update(.events(events))
        expectGolden(DashboardView.draw(model), "main/many.80x24")
    }
}
