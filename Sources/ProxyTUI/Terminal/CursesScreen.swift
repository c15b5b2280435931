import CNcurses
import Foundation

/// The terminal through curses. Only one exists at a time, and only the thread that opened it uses it; its ``WakeBell``
/// may be rung from all threads.
///
/// The modes that it sets are reset on every way out of the process: ``close()``, `exit`, a crash. After SIGKILL the
/// ``TerminalLauncher`` resets them.
final class CursesScreen: Screen {
    private(set) var size = Size(width: 0, height: 0)
    let glyphs: GlyphSet
    private(set) var theme: Theme
    private let bell: WakeBell
    private var palette: CursesPalette
    private let terminal: Int32
    /// The canvas on the terminal; nil if unknown.
    private var shown: Canvas?
    private var input: TerminalInputReader
    private var lines: OutputLines?
    private(set) var isHidden = false
    private var isOpen = true
    private(set) var isMouseOn: Bool

    /// Opens the terminal of these two descriptors.
    init(
        _ settings: TerminalSettings,
        bell: WakeBell,
        input terminal: Int32 = STDIN_FILENO,
        output: Int32 = STDOUT_FILENO
    ) throws(TerminalFailure) {
        guard let name = settings.terminal else { throw .unnamed }
        guard name != "dumb" else { throw .linesOnly(name) }
        glyphs = settings.glyphs(isUTF8: cn_set_locale() == 1)
        switch Int(cn_open(terminal, output, name, settings.isMono ? 0 : 1)) {
        case CN_OPENED: break
        case CN_UNKNOWN_TERMINAL: throw .unknown(name)
        case CN_CANNOT_ADDRESS_CELLS: throw .linesOnly(name)
        default: throw .system("cannot open the terminal", errno)
        }
        self.terminal = terminal
        self.bell = bell
        theme = settings.theme(colors: Int(cn_color_count()))
        palette = CursesPalette(theme)
        input = TerminalInputReader(terminal: terminal, bell: bell)
        isMouseOn = settings.isMouseOn
        cn_signals_begin(bell.sender)
        cn_set_mouse(isMouseOn ? 1 : 0)
        lines = settings.capturesOutput ? OutputLines() : nil
        size = Self.measured()
    }

    deinit { close() }

    var background: Theme.Background { theme.background }

    func present(_ canvas: Canvas) {
        guard isOpen, !isHidden, !input.isAtEnd else { return }
        let known = shown?.size == canvas.size ? shown : nil
        guard known != canvas else { return }
        draw(canvas, over: known)
        cn_present(canvas.cursor.map { Int32($0.column) } ?? -1, Int32(canvas.cursor?.row ?? 0))
        shown = canvas
    }

    func invalidate() {
        shown = nil
        cn_invalidate()
    }

    /// Curses compares with the terminal's contents, which is quick but not free: it gets only changed cells.
    private func draw(_ canvas: Canvas, over known: Canvas?) {
        for row in 0..<min(canvas.size.height, size.height) {
            for column in 0..<min(canvas.size.width, size.width) {
                let cell = canvas[column, row]
                if let known, known[column, row] == cell { continue }
                guard !cell.isContinuation else { continue }
                let isWide = column + 1 < canvas.size.width && canvas[column + 1, row].isContinuation
                palette.put(cell, width: isWide ? 2 : 1, column: column, row: row)
            }
        }
    }

    private static func measured() -> Size {
        var (columns, rows): (Int32, Int32) = (0, 0)
        cn_measure(&columns, &rows)
        return Size(width: Int(columns), height: Int(rows))
    }

    func wait(timeout: Duration?) -> [TerminalInput] {
        guard isOpen else { return [.hungUp] }
        var inputs = input.wait(timeout: timeout, isListening: !isHidden, output: lines)
        let signals = Int(cn_signals_take())
        // Another program has the terminal; a signal reports when that ends.
        if input.isElsewhere, !isHidden { leaveScreen() }
        if signals & CN_QUIT != 0 { kill(getpid(), SIGTERM) }
        if signals & CN_HUNG_UP != 0 { inputs += input.end() }
        if signals & CN_ASKED_TO_STOP != 0, !isHidden { _ = hide() }
        if signals & CN_CONTINUED != 0, isInFront { inputs += resume() }
        if signals & CN_RESIZED != 0, !isHidden { inputs += remeasure() }
        return inputs
    }

    func wake() { bell.ring() }

    func takeOutput() -> [String] { lines?.take() ?? [] }

    private func remeasure() -> [TerminalInput] {
        let before = size
        size = Self.measured()
        guard size != before else { return [] }
        shown = nil
        return [.resized(size)]
    }

    func hide() -> Bool {
        guard isOpen, !isHidden, TerminalLauncher.canHide else { return false }
        cn_suspend()
        leaveScreen()
        TerminalLauncher.takeTerminalBack()
        return true
    }

    private func leaveScreen() {
        isHidden = true
        shown = nil
    }

    /// Also if the owner of the terminal is unknown.
    private var isInFront: Bool {
        let foreground = tcgetpgrp(terminal)
        return !input.isAtEnd && (foreground <= 0 || foreground == getpgrp())
    }

    private func resume() -> [TerminalInput] {
        cn_suspend()
        cn_resume()
        isHidden = false
        input.resume()
        invalidate()
        return [.resumed] + remeasure()
    }

    func run(_ program: [String]) -> Int32 {
        guard isOpen, !isHidden, !program.isEmpty else { return -1 }
        cn_suspend()
        defer { _ = resume() }
        return ForegroundProgram.run(program, input: terminal, output: cn_descriptor())
    }

    func copy(_ text: String) -> Bool {
        guard let sequence = ClipboardSequence(text) else { return false }
        return cn_write(sequence.bytes, Int32(sequence.bytes.count)) == 1
    }

    func setBackground(_ background: Theme.Background) {
        theme.background = background
        palette = CursesPalette(theme)
        shown = nil
    }

    func setMouse(_ isOn: Bool) {
        guard isOn != isMouseOn else { return }
        isMouseOn = isOn
        cn_set_mouse(isOn ? 1 : 0)
    }

    func close() {
        guard isOpen else { return }
        isOpen = false
        // If the shell has the terminal, there is nothing to restore.
        if isHidden { cn_abandon() }
        cn_close()
        cn_signals_end()
        lines?.end()
        lines = nil
    }
}
