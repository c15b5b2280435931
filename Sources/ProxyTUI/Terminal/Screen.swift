/// A terminal as the dashboard's loop needs it. Used by one thread at a time; only ``wake()`` may be called from others.
protocol Screen: AnyObject {
    var size: Size { get }
    var glyphs: GlyphSet { get }
    var background: Theme.Background { get }
    var isMouseOn: Bool { get }

    /// Whether the terminal is somebody else's for now, by ``hide()`` or because it was taken; `resumed` ends it.
    var isHidden: Bool { get }

    /// Waits for input, a wake-up or the end of `timeout` (nil: for ever), and gives what came in.
    func wait(timeout: Duration?) -> [TerminalInput]

    /// Ends a wait early.
    func wake()

    /// Shows `canvas`; nothing is sent for what has not changed.
    func present(_ canvas: Canvas)

    /// Draws everything anew with the next frame.
    func invalidate()

    /// Gives the terminal back to the shell while the program goes on; `resumed` comes when it is this program's again.
    /// False where there is no shell to give it to.
    func hide() -> Bool

    /// Runs a program on the terminal (an editor), and waits for it. Gives its exit status.
    func run(_ program: [String]) -> Int32

    /// Asks the terminal to put `text` on the clipboard (OSC 52). False where it is too long for that.
    func copy(_ text: String) -> Bool

    func setMouse(_ isOn: Bool)

    /// Colours for a light or a dark background, with the next frame that is drawn anew.
    func setBackground(_ background: Theme.Background)

    /// The lines that the program itself has written to its output and error streams since the last call; a wait ends
    /// when there are some.
    func takeOutput() -> [String]

    /// Puts the terminal back as it was.
    func close()
}

extension Screen {
    func takeOutput() -> [String] { [] }
}
