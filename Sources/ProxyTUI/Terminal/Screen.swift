/// A terminal as the dashboard's loop needs it. Used by one thread at a time; only ``wake()`` may be called from others.
protocol Screen: AnyObject {
    var size: Size { get }
    var glyphs: GlyphSet { get }
    var background: Theme.Background { get }
    var isMouseOn: Bool { get }

    /// Whether another program has the terminal, by ``hide()`` or because it took it; `resumed` ends that.
    var isHidden: Bool { get }

    /// Waits for input, a wake-up or the end of `timeout` (nil: for ever), and returns the input.
    func wait(timeout: Duration?) -> [TerminalInput]

    /// Ends a wait early.
    func wake()

    /// Shows `canvas`; only changed cells are sent.
    func present(_ canvas: Canvas)

    /// Redraws everything with the next frame.
    func invalidate()

    /// Gives the terminal to the shell while the program keeps running; `resumed` arrives when it is back. False without a
    /// shell.
    func hide() -> Bool

    /// Runs a program on the terminal (an editor), and waits for it. Returns its exit status.
    func run(_ program: [String]) -> Int32

    /// Asks the terminal to put `text` on the clipboard (OSC 52). False if it is too long.
    func copy(_ text: String) -> Bool

    func setMouse(_ isOn: Bool)

    /// Sets the colours for a light or a dark background, from the next full redraw on.
    func setBackground(_ background: Theme.Background)

    /// The lines that the program itself has written to its output and error streams since the last call; a wait ends
    /// when there are some.
    func takeOutput() -> [String]

    /// Restores the terminal.
    func close()
}

extension Screen {
    func takeOutput() -> [String] { [] }
}
