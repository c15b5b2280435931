import Foundation
import JournalTestSupport
import Testing

@testable import Journal

/// Both ends of a terminal: the program's, and the one where a person would sit.
final class PseudoTerminal {
    let program: Int32
    private var person: Int32

    init(columns: UInt16 = 80, rows: UInt16 = 24) throws {
        var (person, program): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        try #require(openpty(&person, &program, nil, nil, &size) == 0)
        (self.person, self.program) = (person, program)
    }

    deinit {
        hangUp()
        close(program)
    }

    func type(_ keys: String) { type(Array(keys.utf8)) }

    func type(_ bytes: [UInt8]) {
        #expect(write(person, bytes, bytes.count) == bytes.count)
    }

    /// What the program has written, up to the first place where it `ends`.
    func output(upTo end: String) throws -> String {
        var seen: [UInt8] = []
        let end = Array(end.utf8)
        while !seen.contains(end) {
            var waiting = pollfd(fd: person, events: Int16(POLLIN), revents: 0)
            try #require(
                poll(&waiting, 1, Int32(Patience.untilHung / .milliseconds(1))) == 1,
                "the program writes \(end), after \(seen)"
            )
            var bytes = [UInt8](repeating: 0, count: 4_096)
            let count = read(person, &bytes, bytes.count)
            try #require(count > 0)
            seen += bytes.prefix(count)
        }
        return String(decoding: seen, as: UTF8.self)
    }

    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        #expect(ioctl(person, UInt(TIOCSWINSZ), &size) == 0)
    }

    var modes: termios {
        var modes = termios()
        tcgetattr(program, &modes)
        return modes
    }

    func hangUp() {
        if person >= 0 { close(person) }
        person = -1
    }
}
