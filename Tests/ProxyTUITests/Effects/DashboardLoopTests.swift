import Testing

@testable import ProxyTUI

/// The loop on a screen that is none.
@Suite struct DashboardLoopTests {
    private static let stand = Stand(GatedFeed([]))

    private static func key(_ scalar: Unicode.Scalar) -> [TerminalInput] { [.key(.character(scalar))] }

    @Test func `the first T and the first O toggle the terminal's state`() {
        let screen = ScriptedScreen([Self.key("T"), Self.key("O")], background: .light, isMouseOn: false)
        _ = Self.stand.loop().run(on: screen)
        #expect(screen.background == .dark)
        #expect(screen.isMouseOn)
    }

    @Test func `nothing is drawn for a screen that is hidden`() {
        let keys = [Self.key("j"), Self.key("k")]
        let hidden = ScriptedScreen(keys, isHidden: true)
        _ = Self.stand.loop().run(on: hidden)
        #expect(hidden.presentedCount == 0)
        let back = ScriptedScreen(keys + [[.resumed]], isHidden: true)
        _ = Self.stand.loop().run(on: back)
        #expect(back.presentedCount == 1)
    }
}
