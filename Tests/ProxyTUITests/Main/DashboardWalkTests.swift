import Foundation
import JournalTestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// Sizes, keys and events at random: nothing traps, nothing is drawn outside, and what is drawn is of the size asked for.
@Suite struct DashboardWalkTests {
    private static let keys: [Key] =
        "jkgGhl/?nNfp!moOvCMUyxreEFQqdswzaMRHJKt123456[]+_:TZ \\\"'()|-1aä世".unicodeScalars.map(Key.character)
        + [
            .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
            .pageUp, .pageDown, .function(1), .function(4), .control("C"), .control("D"), .control("U"), .control("W"),
            .control("L"),
        ]

    @Test(arguments: 0..<24 as Range<UInt64>)
    func `any walk of sizes, keys and events is drawn`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var model = SampleDay.model(120, 40, glyphs: GlyphSet.allCases.randomElement(using: &generator) ?? .unicode)
        var number: UInt32 = 100
        for step in 0..<120 {
            switch Int.random(in: 0..<12, using: &generator) {
            case 0:
                let size = Size(
                    width: Int.random(in: 1...300, using: &generator),
                    height: Int.random(in: 1...100, using: &generator)
                )
                _ = model.update(.input(.resized(size)))
            case 1:
                number += 1
                _ = model.update(.events([Self.event(number, &generator)]))
            case 2:
                let place = Point(
                    column: Int.random(in: 0..<300, using: &generator),
                    row: Int.random(in: 0..<100, using: &generator)
                )
                let action = [MouseEvent.Action.press, .doublePress, .wheelUp, .wheelDown].randomElement(
                    using: &generator
                )
                _ = model.update(.input(.mouse(MouseEvent(action: action ?? .press, place: place))))
            case 3:
                if let id = model.inspection?.id {
                    _ = model.update(.stages(id, SampleDay.exchange(id.sequence, at: 1), Self.stages))
                }
            case 4, 5:
                _ = model.update(Self.message(number, model, &generator))
            default:
                let effects = model.update(.input(.key(Self.keys.randomElement(using: &generator) ?? .enter)))
                for case .loadStages(let id) in effects {
                    _ = model.update(.stages(id, SampleDay.exchange(id.sequence, at: 1), Self.stages))
                }
            }
            let canvas = DashboardView.draw(model)
            #expect(canvas.size == model.size, "seed \(seed), step \(step)")
            guard step % 10 == 9 else { continue }
            let strays = Self.strays(model)
            #expect(strays.isEmpty, "seed \(seed), step \(step)")
        }
    }

    @Test(arguments: 100..<102 as Range<UInt64>)
    func `ten thousand rows are drawn on any walk`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var model = SampleDay.model(120, 40)
        let exchanges = (100...10_200).map { SampleDay.exchange(UInt32($0), at: Double($0) / 60) }
        _ = model.update(.recorded(exchanges))
        for step in 0..<20 {
            if step % 4 == 0 { _ = model.update(.events([Self.event(UInt32(10_201 + step), &generator)])) }
            _ = model.update(.input(.key(Self.keys.randomElement(using: &generator) ?? .enter)))
            #expect(DashboardView.draw(model).size == model.size)
            #expect(model.traffic.rows.count <= 10_000)
        }
        #expect(Self.strays(model).isEmpty)
    }

    /// What draws outside the area that it was given: each part is drawn alone onto a screen full of a sign that
    /// nothing draws.
    private static func strays(_ model: DashboardModel) -> [String] {
        let sentinel = Cell("\u{2592}")
        var model = model
        model.refreshList()
        var strays: [String] = []
        func check(_ name: String, _ area: Rect, _ draw: (inout Canvas) -> Void) {
            var canvas = Canvas(model.size, glyphs: model.glyphs)
            canvas.fill(canvas.bounds, sentinel)
            draw(&canvas)
            for row in 0..<model.size.height {
                for column in 0..<model.size.width where canvas[column, row] != sentinel {
                    guard !area.contains(Point(column: column, row: row)) else { continue }
                    return strays.append("\(name) at \(column), \(row)")
                }
            }
        }
        let layout = MainLayout(model)
        check("header", layout.header) { HeaderView.draw(model, layout, &$0) }
        for (id, area) in layout.panes {
            check(id.name, area) { DashboardView.drawPane(id, area, layout, model, &$0) }
        }
        if let inspection = model.inspection, layout.shape != .line {
            let area = InspectorLayout(model).body
            check("inspector", area) { inspection.inspector.draw(&$0, in: area) }
        }
        return strays
    }

    /// What comes from elsewhere than the keys and the engine.
    private static func message(
        _ number: UInt32,
        _ model: DashboardModel,
        _ generator: inout SeededGenerator
    ) -> DashboardMessage {
        let id = model.inspection?.id ?? SampleDay.id(number)
        return switch Int.random(in: 0..<10, using: &generator) {
        case 0: .stages(id, nil, nil)
        case 1: .input(.paste("is:error \u{1B}[31m世界\n body:x"))
        case 2: .tail(model.streamingRow?.id ?? id, Array("data: {\"a\":\"世\u{7}\"}\n\ndata: half".utf8))
        case 3: .recorded([SampleDay.exchange(number, at: 3), SampleDay.exchange(number + 1, at: 4)])
        case 4: .stray("a warning \u{1B}]0;title\u{7} 世界")
        case 5: .connection([.connected, .ending, .lost].randomElement(using: &generator) ?? .lost)
        case 6: .time(model.now.addingTimeInterval(Double.random(in: -100...1_000, using: &generator)))
        case 7: .bodyMatches([.text("x"): [SampleDay.id(3), id]])
        case 8: .notice("something \u{202E}said", .warning)
        default: .input(.resumed)
        }
    }

    @Test func `every size from 1×1 is drawn, on both screens`() {
        for width in [1, 2, 3, 5, 8, 13, 21, 34, 39, 40, 49, 50, 79, 80, 109, 110, 200, 300] {
            for height in [1, 2, 3, 5, 6, 7, 15, 16, 29, 30, 60, 100] {
                var model = SampleDay.model(width, height)
                #expect(DashboardView.draw(model).size == model.size)
                for case .loadStages(let id) in model.press("gg", .enter) {
                    _ = model.update(.stages(id, SampleDay.exchange(id.sequence, at: 1), Self.stages))
                }
                #expect(DashboardView.draw(model).size == model.size)
            }
        }
    }

    private static func event(_ number: UInt32, _ generator: inout SeededGenerator) -> ProxyEvent {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: .request(.init(.progressed, SampleDay.exchange(number, at: 190) { $0.outcome = .running }))
        case 1:
            .request(
                .init(.failed, SampleDay.exchange(number, at: 1) { $0.outcome = .failed(.sample(.api, "世\u{1B}界")) })
            )
        case 2: .request(.init(.cancelled, SampleDay.exchange(number - 1, at: 1) { $0.outcome = .cancelled }))
        case 3: .log(LogEvent(.warning, "something", [("name", "value")], at: SampleDay.now))
        case 4: .unrouted(SampleDay.id(number), method: "GET", path: "/\u{202E}x")
        default: .request(.init(.finished, SampleDay.exchange(number, at: 1)))
        }
    }

    private static let stages: ExchangeStages = {
        var stages = ExchangeStages()
        stages.clientRequest.body = Array(#"{"model":"m","messages":[{"role":"user","content":"世界 \u0000"}]}"#.utf8)
        stages.upstreamRequest.body = Array(#"{"model":"m","input":[1,2,{"a":[]}]}"#.utf8)
        stages.upstreamAnswer.body = Array("event: x\ndata: {\"a\":1}\n\ndata: broken\n\n".utf8)
        stages.clientAnswer.body = Array("not json \u{1B}[2J".utf8)
        return stages
    }()
}
