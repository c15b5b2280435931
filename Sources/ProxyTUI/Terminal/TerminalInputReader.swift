import CNcurses
import Foundation

/// Waits for a terminal's input and for the bell, without polling.
struct TerminalInputReader {
    private let terminal: Int32
    private let bell: WakeBell
    private var decoder: InputDecoder
    /// The terminal is gone.
    private(set) var isAtEnd = false
    /// Another process group has the terminal.
    private(set) var isElsewhere = false

    init(terminal: Int32, bell: WakeBell) {
        self.terminal = terminal
        self.bell = bell
        decoder = InputDecoder(
            keys: KeySequences { name in
                cn_capability(name).map { Array(String(cString: $0).utf8) }
            }
        )
    }

    /// Returns on input, on the bell, when `output` has bytes, or after `timeout`.
    mutating func wait(timeout: Duration?, isListening: Bool, output: OutputLines?) -> [TerminalInput] {
        let isListening = isListening && !isAtEnd
        let deadline = timeout.map { ContinuousClock.now + max($0, .zero) }
        while true {
            let patience = isListening ? decoder.patience : nil
            let rest = deadline.map { $0 - .now }
            let limit = [patience, rest].compactMap { $0 }.min()
            var waits = [
                pollfd(fd: bell.listener, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isListening ? terminal : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: output?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&waits, nfds_t(waits.count), limit.map(Self.milliseconds) ?? -1)
            // A signal; its handler has rung the bell.
            if count < 0 { continue }
            let hasRung = waits[0].revents != 0
            if hasRung { bell.answer() }
            if waits[2].revents != 0 { output?.read() }
            var inputs: [TerminalInput] = []
            if waits[1].revents != 0 {
                inputs = read(hasHungUp: waits[1].revents & Int16(POLLIN) == 0)
            } else if count == 0, patience != nil, patience == limit {
                inputs = decoder.flushPending()
            }
            if !inputs.isEmpty || hasRung || waits[2].revents != 0 || isElsewhere { return inputs }
            if let deadline, .now >= deadline { return [] }
        }
    }

    mutating func end() -> [TerminalInput] {
        guard !isAtEnd else { return [] }
        isAtEnd = true
        return [.hungUp]
    }

    mutating func resume() {
        isElsewhere = false
    }

    private mutating func read(hasHungUp: Bool) -> [TerminalInput] {
        guard !hasHungUp else { return end() }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = Foundation.read(terminal, &bytes, bytes.count)
        if count > 0 { return decoder.decode(bytes.prefix(count), at: .now) }
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        let foreground = tcgetpgrp(terminal)
        guard count < 0, foreground > 0, foreground != getpgrp() else { return end() }
        isElsewhere = true
        return []
    }

    /// Rounded up: a wait that ends too early would have to be repeated.
    private static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = max(duration, .zero).components
        let milliseconds = seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(clamping: milliseconds)
    }
}
