@testable import ProxyTUI

/// A screen whose person presses what is written down, a step at a time, and then hangs up.
final class ScriptedScreen: Screen {
    let size = Size(width: 80, height: 24)
    let glyphs = GlyphSet.unicode
    private(set) var background: Theme.Background
    private(set) var isMouseOn: Bool
    private(set) var isHidden: Bool
    private(set) var presentedCount = 0
    private var script: [[TerminalInput]]

    init(
        _ script: [[TerminalInput]],
        background: Theme.Background = .dark,
        isMouseOn: Bool = true,
        isHidden: Bool = false
    ) {
        self.script = script
        self.background = background
        self.isMouseOn = isMouseOn
        self.isHidden = isHidden
    }

    func wait(timeout: Duration?) -> [TerminalInput] {
        let inputs = script.isEmpty ? [.hungUp] : script.removeFirst()
        if inputs.contains(.resumed) { isHidden = false }
        return inputs
    }

    func present(_ canvas: Canvas) { presentedCount += 1 }
    func setMouse(_ isOn: Bool) { isMouseOn = isOn }
    func setBackground(_ background: Theme.Background) { self.background = background }
    func wake() {}
    func invalidate() {}
    func hide() -> Bool { false }
    func run(_ program: [String]) -> Int32 { 0 }
    func copy(_ text: String) -> Bool { true }
    func close() {}
}
