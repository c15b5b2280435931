import CNcurses
import Foundation
import JournalTestSupport
import Testing

@testable import ProxyTUI
@testable import Translation

/// Curses has one screen: one test at a time.
@Suite(.serialized) struct CursesScreenTests {
    private static let environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8"]

    private static func showing<Result>(
        _ terminal: PseudoTerminal,
        _ environment: [String: String] = environment,
        body: (CursesScreen) throws -> Result
    ) throws -> Result {
        let settings = TerminalSettings(capturesOutput: false, environment: environment)
        let screen = try CursesScreen(
            settings,
            bell: WakeBell(),
            input: terminal.program,
            output: terminal.program
        )
        defer { screen.close() }
        return try body(screen)
    }

    private struct Shown: Equatable {
        var text: String
        var pair: Int32
        var attributes: Int32

        init?(_ column: Int, _ row: Int) {
            var characters: [UInt32] = [0, 0, 0]
            (text, pair, attributes) = ("", 0, 0)
            guard cn_read(Int32(column), Int32(row), &characters, &pair, &attributes) == 1 else { return nil }
            text = String(String.UnicodeScalarView(characters.prefix { $0 != 0 }.compactMap(Unicode.Scalar.init)))
        }
    }

    private static func canvas(_ size: Size, _ draw: (inout Canvas) -> Void) -> Canvas {
        var canvas = Canvas(size)
        draw(&canvas)
        return canvas
    }

    @Test func `cells stand on the screen with their marks and looks`() throws {
        try Self.showing(PseudoTerminal()) { screen in
            let canvas = Self.canvas(screen.size) {
                $0.draw("世e\u{301}x", Style(.error), column: 2, row: 3, in: $0.bounds)
                $0.draw("y", Style(.plain, .underline), column: 79, row: 23, in: $0.bounds)
            }
            screen.present(canvas)

            #expect(Shown(2, 3)?.text == "世")
            #expect(Shown(4, 3)?.text == "e\u{301}")
            let last = try #require(Shown(5, 3))
            #expect(last.text == "x" && last.pair > 0 && last.attributes == CN_BOLD)
            #expect(Shown(79, 23)?.attributes == Int32(CN_UNDERLINE))
        }
    }

    @Test func `a frame is wrapped in synchronized output, and one that changes nothing is not sent`() throws {
        let terminal = try PseudoTerminal()
        try Self.showing(terminal) { screen in
            let canvas = Self.canvas(screen.size) { $0.draw("once", column: 0, row: 0, in: $0.bounds) }
            screen.present(canvas)
            let first = try terminal.output(upTo: "\u{1B}[?2026l")
            #expect(first.firstMatch(of: /\u{1B}\[\?2026h.*once.*\u{1B}\[\?2026l/.dotMatchesNewlines()) != nil)

            screen.present(canvas)
            #expect(screen.copy("mark"))

            let second = try terminal.output(upTo: "\u{07}")
            #expect(second == "\u{1B}]52;c;bWFyaw==\u{07}")
        }
    }

    @Test func `only the cells that have changed are sent`() throws {
        let terminal = try PseudoTerminal()
        try Self.showing(terminal) { screen in
            var canvas = Self.canvas(screen.size) { $0.draw("abcdefgh", column: 0, row: 5, in: $0.bounds) }
            screen.present(canvas)
            _ = try terminal.output(upTo: "\u{1B}[?2026l")

            canvas.draw("X", column: 3, row: 5, in: canvas.bounds)
            screen.present(canvas)

            let sent = try terminal.output(upTo: "\u{1B}[?2026l")
            // Going there may be cheapest by writing what stands before it.
            #expect(sent.contains("X") && !sent.contains("e"), "\(sent.debugDescription)")
            screen.invalidate()
            screen.present(canvas)
            #expect(try terminal.output(upTo: "\u{1B}[?2026l").contains("abcXefgh"))
        }
    }

    @Test func `a wide character is replaced by narrow ones without a trace`() throws {
        try Self.showing(PseudoTerminal()) { screen in
            var canvas = Self.canvas(screen.size) { $0.draw("世界", column: 0, row: 0, in: $0.bounds) }
            screen.present(canvas)
            canvas.draw("ab", column: 1, row: 0, in: canvas.bounds)
            screen.present(canvas)

            #expect((0..<4).map { Shown($0, 0)?.text } == [" ", "a", "b", " "])
        }
    }

    @Test func `terminal modes are reset at the end`() throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        try Self.showing(terminal) { _ in
            let on = try terminal.output(upTo: "\u{1B}[?1006h")
            for mode in ["1049", "2004", "1004", "1000"] { #expect(on.contains("\u{1B}[?\(mode)h")) }
            #expect(on.contains("\u{1B}[?25l"))
            #expect(terminal.modes.c_lflag != before.c_lflag)
        }
        let off = try terminal.output(upTo: "\u{1B}>")
        for mode in ["1049", "2004", "1004", "1000", "1006"] { #expect(off.contains("\u{1B}[?\(mode)l")) }
        #expect(off.contains("\u{1B}[?25h"))
        #expect(terminal.modes.c_lflag == before.c_lflag && terminal.modes.c_iflag == before.c_iflag)
    }

    @Test(arguments: [
        ("j", [TerminalInput.key(.character("j"))]),
        ("\u{1B}[A\u{1B}OB", [.key(.up), .key(.down)]),
        ("\u{1B}[I\u{1B}[O", [.focus(true), .focus(false)]),
        ("\u{1B}[<0;230;24M", [.mouse(MouseEvent(action: .press, place: Point(column: 229, row: 23)))]),
        ("\u{1B}[200~a\rb\u{1B}[201~", [.paste("a\nb")]),
        ("\u{1A}\u{03}\u{13}", [.key(.control("Z")), .key(.control("C")), .key(.control("S"))]),
        ("\u{1B}", [.key(.escape)]),
    ])
    func `typed keys arrive`(_ typed: String, _ inputs: [TerminalInput]) throws {
        let terminal = try PseudoTerminal()
        try Self.showing(terminal) { screen in
            terminal.type(typed)
            #expect(screen.wait(timeout: Patience.untilHung) == inputs)
        }
    }

    @Test func `a bell ends a wait that has no end`() throws {
        try Self.showing(PseudoTerminal()) { screen in
            screen.wake()
            screen.wake()
            #expect(screen.wait(timeout: nil).isEmpty)
            #expect(screen.wait(timeout: .zero).isEmpty)
        }
    }

    @Test func `a new size is reported and drawn`() throws {
        let terminal = try PseudoTerminal()
        try Self.showing(terminal) { screen in
            screen.present(Canvas(screen.size))
            terminal.resize(columns: 100, rows: 30)
            kill(getpid(), SIGWINCH)

            #expect(screen.wait(timeout: Patience.untilHung) == [.resized(Size(width: 100, height: 30))])
            #expect(screen.size == Size(width: 100, height: 30))
            screen.present(Self.canvas(screen.size) { $0.draw("far", column: 97, row: 29, in: $0.bounds) })
            #expect(Shown(99, 29)?.text == "r")
        }
    }

    @Test func `a canvas that is not the screen's size is cut`() throws {
        try Self.showing(PseudoTerminal(columns: 20, rows: 5)) { screen in
            screen.present(
                Self.canvas(Size(width: 300, height: 100)) { $0.draw("here", column: 0, row: 4, in: $0.bounds) }
            )
            #expect(Shown(0, 4)?.text == "h")
            screen.present(Canvas(Size(width: 0, height: 0)))
        }
    }

    @Test func `a lost terminal is reported once, without further wake-ups`() throws {
        let terminal = try PseudoTerminal()
        try Self.showing(terminal) { screen in
            terminal.hangUp()
            #expect(screen.wait(timeout: Patience.untilHung) == [.hungUp])
            #expect(screen.wait(timeout: .zero).isEmpty)
            screen.present(Canvas(screen.size))
        }
    }

    @Test func `SIGHUP is the end of the terminal`() throws {
        try Self.showing(PseudoTerminal()) { screen in
            kill(getpid(), SIGHUP)
            #expect(screen.wait(timeout: Patience.untilHung) == [.hungUp])
        }
    }

    @Test func `without a launcher nothing is hidden`() throws {
        try Self.showing(PseudoTerminal()) { screen in
            #expect(!screen.hide())
            kill(getpid(), SIGTSTP)
            #expect(screen.wait(timeout: Patience.untilHung).isEmpty)
        }
    }

    @Test func `another program has the terminal while it runs`() throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        try Self.showing(terminal) { screen in
            #expect(screen.run(["sh", "-c", "stty -a; exit 3"]) == 3)
            // One of the last words of what it prints.
            let seen = try terminal.output(upTo: "echoctl")
            #expect(seen.contains(" icanon ") == (before.c_lflag & tcflag_t(ICANON) != 0))
            #expect(terminal.modes.c_lflag & tcflag_t(ICANON) == 0)
            #expect(screen.run(["/nowhere/at/all"]) == 127)
        }
    }

    @Test func `colours are by the terminal and by the person`() throws {
        func depth(_ name: String, _ more: [String: String] = [:]) throws -> Theme.Depth {
            let environment = ["TERM": name].merging(more) { $1 }
            return try Self.showing(PseudoTerminal(), environment) { $0.theme.depth }
        }
        #expect(try depth("xterm-256color") == .palette256)
        #expect(try depth("linux") == .sixteen)
        #expect(try depth("vt100") == .mono)
        #expect(try depth("xterm-256color", ["NO_COLOR": "1"]) == .mono)
        #expect(try depth("xterm-256color", ["NO_COLOR": ""]) == .palette256)
    }

    @Test func `without colours none is sent`() throws {
        let terminal = try PseudoTerminal()
        let environment = Self.environment.merging(["NO_COLOR": "1"]) { $1 }
        let sent = try Self.showing(terminal, environment) { screen in
            screen.present(Self.canvas(screen.size) { $0.draw("red", Style(.error), column: 0, row: 0, in: $0.bounds) })
            return try terminal.output(upTo: "\u{1B}[?2026l")
        }
        #expect(sent.contains("red") && sent.firstMatch(of: /\u{1B}\[[0-9;]*3[0-9]/) == nil)
    }

    @Test(arguments: [
        ("nonesuch", "TERM=nonesuch is unknown. Try TERM=xterm-256color"),
        ("dumb", "TERM=dumb cannot show a dashboard"),
        ("", "TERM is not set"), ("unknown", "TERM=unknown"), ("a\u{1B}[2J", "TERM=a^[[2J is unknown"),
    ])
    func `a terminal that cannot show it is refused in a person's words`(_ name: String, _ words: String) throws {
        let terminal = try PseudoTerminal()
        let failure = #expect(throws: TerminalFailure.self) {
            try Self.showing(terminal, ["TERM": name]) { _ in }
        }
        #expect(failure?.description.hasPrefix(words) == true)
        // And the next try is not spoilt by it.
        try Self.showing(terminal) { #expect($0.size.width == 80) }
    }

    @Test func `captured output arrives as lines, and the rest is written at the end`() throws {
        let terminal = try PseudoTerminal()
        let settings = TerminalSettings(environment: Self.environment)
        let screen = try CursesScreen(settings, bell: WakeBell(), input: terminal.program, output: terminal.program)
        defer { screen.close() }
        FileHandle.standardOutput.write(Data("one of output\n".utf8))
        FileHandle.standardError.write(Data("one of errors\nand ".utf8))
        var lines: [String] = []
        while !lines.contains("one of errors") {
            #expect(screen.wait(timeout: Patience.untilHung).isEmpty)
            lines += screen.takeOutput()
        }
        // Other tests write too.
        let others = lines.filter { !$0.hasPrefix("one of ") }
        screen.close()
        others.forEach { FileHandle.standardError.write(Data(($0 + "\n").utf8)) }
        #expect(lines.contains("one of output"))
    }
}
