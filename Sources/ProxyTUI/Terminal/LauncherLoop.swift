import CNcurses
import Foundation

/// The launcher's loop: passes signals on, hands the terminal over, and exits as the child does.
///
/// Signals are blocked and taken one at a time, so nothing here needs to be safe in a handler.
struct LauncherLoop {
    private static let passedOn = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP]
    private static let taken = passedOn + [SIGCHLD, SIGUSR1, SIGTSTP, SIGCONT]

    private let terminal = STDIN_FILENO
    private let modes: termios
    private let child: pid_t
    private let hasShell: Bool
    private var isHidden = false
    private var isEnding = false

    /// Starts the child; nil on failure.
    init?(mark: String) {
        var modes = termios()
        hasShell = Self.hasShell
        if hasShell { Self.waitForForeground(STDIN_FILENO) }
        guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return nil }
        self.modes = modes
        Self.block(Self.taken + [SIGTTOU])
        let environment = Self.environment(mark, LauncherMark(process: getpid(), hasShell: hasShell))
        child = CStrings.with(CommandLine.arguments) { arguments in
            CStrings.with(environment) { cn_spawn(Self.executable, arguments, $0, -1, -1) }
        }
        guard child > 0 else {
            Self.unblock(Self.taken + [SIGTTOU])
            return nil
        }
        tcsetpgrp(terminal, child)
    }

    /// Runs until the child has ended; returns its exit status.
    mutating func run() -> Int32 {
        while true {
            switch Self.next() {
            case SIGCHLD:
                if let status = end() { return status }
            case SIGUSR1:
                if !isEnding { stop() }
            case SIGTSTP:
                // The child gives the terminal back first, and reports it by SIGUSR1.
                if isHidden { stop() } else if hasShell { kill(child, SIGTSTP) }
            case SIGCONT:
                if isHidden { resume() }
            case let signal:
                isEnding = true
                kill(child, signal)
            }
        }
    }

    /// Nil while the child runs.
    private func end() -> Int32? {
        var value: Int32 = 0
        switch Int(cn_child_state(child, 0, &value)) {
        case CN_EXITED:
            returnTerminal()
            return value
        case CN_KILLED:
            putBack()
            returnTerminal()
            cn_die(value)
            return 128 + value
        case CN_GONE:
            returnTerminal()
            return 1
        default:
            return nil
        }
    }

    /// Gives the terminal to the shell by stopping this process and its group.
    private mutating func stop() {
        // If it was hidden already, the shell has the terminal.
        if !isHidden { tcsetpgrp(terminal, getpgrp()) }
        isHidden = true
        kill(0, SIGTSTP)
        // This process stops here.
        Self.unblock([SIGTSTP])
        Self.block([SIGTSTP])
        // The system does not stop a process that no shell would continue.
        if !Self.isPending(SIGCONT) { resume() }
    }

    private mutating func resume() {
        guard !isEnding else { return }
        if tcgetpgrp(terminal) == getpgrp() {
            isHidden = false
            tcsetpgrp(terminal, child)
            kill(child, SIGCONT)
        } else if Self.hasShell {
            // `bg`: it serves in the background already. The shell sends `fg` only to a stopped process.
            stop()
        }
    }

    /// A killed child leaves the terminal in its own modes; a crashed one has restored it itself.
    private func putBack() {
        guard !isHidden else { return }
        var now = termios()
        guard tcgetattr(terminal, &now) == 0, now.c_lflag != modes.c_lflag || now.c_iflag != modes.c_iflag else {
            return
        }
        cn_restore_after_death(STDOUT_FILENO, ProcessInfo.processInfo.environment["TERM"] ?? "")
        var before = modes
        tcsetattr(terminal, TCSANOW, &before)
    }

    private func returnTerminal() {
        if !isHidden { tcsetpgrp(terminal, getpgrp()) }
    }

    /// Whether this process' group is a job of a shell: its parent is in the same session and another group.
    private static var hasShell: Bool {
        var ancestor = getppid()
        // Skips scripts and `make`, which are in the same group and stop with it.
        for _ in 0..<64 {
            guard ancestor > 0, getsid(ancestor) == getsid(0) else { return false }
            guard getpgid(ancestor) == getpgrp() else { return true }
            guard let parent = parent(of: ancestor) else { return false }
            ancestor = parent
        }
        return false
    }

    private static func parent(of process: pid_t) -> pid_t? {
        #if os(Linux)
        // The fourth field; the second is a name in parentheses, which may contain anything.
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = status.lastIndex(of: ")")
        else { return nil }
        let fields = status[end...].split(separator: " ")
        return fields.count > 2 ? pid_t(fields[2]) : nil
        #else
        return nil
        #endif
    }

    /// `dragoman &` waits for `fg`, like any program that needs the terminal.
    private static func waitForForeground(_ terminal: Int32) {
        while true {
            let foreground = tcgetpgrp(terminal)
            guard foreground > 0, foreground != getpgrp() else { return }
            kill(0, SIGTTIN)
        }
    }

    private static func environment(_ name: String, _ mark: LauncherMark) -> [String] {
        var variables = ProcessInfo.processInfo.environment
        variables[name] = mark.text
        return variables.map { "\($0.key)=\($0.value)" }
    }

    private static var executable: String {
        #if os(Linux)
        // By its name, so that the process has that name too; a replaced file has only the link.
        let link = "/proc/self/exe"
        let path = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
        return path.flatMap { access($0, X_OK) == 0 ? $0 : nil } ?? link
        #else
        Bundle.main.executablePath ?? CommandLine.arguments[0]
        #endif
    }

    private static func next() -> Int32 {
        var set = signalSet(taken)
        var signal: Int32 = 0
        while sigwait(&set, &signal) != 0 {}
        return signal
    }

    private static func isPending(_ signal: Int32) -> Bool {
        var pending = sigset_t()
        sigpending(&pending)
        return sigismember(&pending, signal) == 1
    }

    private static func block(_ signals: [Int32]) {
        var set = signalSet(signals)
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    private static func unblock(_ signals: [Int32]) {
        var set = signalSet(signals)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    private static func signalSet(_ signals: [Int32]) -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        return set
    }
}
