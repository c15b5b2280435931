import CNcurses
import Foundation

/// Runs the program in a child process of a small launcher, which is the shell's job.
///
/// ^Z stops the launcher, not the child: the shell gets the terminal, and the proxy keeps running. If the child is
/// killed, the launcher restores the terminal. Call ``launch()`` first, while the program has one thread; in the child
/// it does nothing.
package enum TerminalLauncher {
    private static let mark = "DRAGOMAN_LAUNCHER"

    /// The launcher of this process. The mark in the environment is removed, so that children do not inherit it.
    private static let launcher: LauncherMark? = {
        guard let text = ProcessInfo.processInfo.environment[mark] else { return nil }
        unsetenv(mark)
        guard let mark = LauncherMark(text), mark.process == getppid() else { return nil }
        return mark
    }()

    package static var isLaunched: Bool { launcher != nil }

    /// Whether a shell can take the terminal.
    package static var canHide: Bool { launcher?.hasShell ?? false }

    /// Launches this program again, with the same arguments, and waits for its end. Returns the exit status; a signal that
    /// ended the child ends this process too. Nil in the child, and if there is no terminal or the launch fails: the caller
    /// then does the work itself.
    package static func launch() -> Int32? {
        guard !isLaunched else {
            // A child without its launcher must not keep the terminal: it shuts down.
            cn_follow_parent(SIGTERM)
            // The launcher does the same. Both do, so that this process never reads before it has the terminal.
            takeForeground()
            return getppid() == launcher?.process ? nil : 128 + SIGTERM
        }
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
        var loop = LauncherLoop(mark: mark)
        return loop?.run()
    }

    /// Asks the launcher to take the terminal and stop, so that the shell gets it.
    static func takeTerminalBack() {
        if let launcher { kill(launcher.process, SIGUSR1) }
    }

    private static func takeForeground() {
        var blocked = sigset_t()
        var before = sigset_t()
        sigemptyset(&blocked)
        sigaddset(&blocked, SIGTTOU)
        pthread_sigmask(SIG_BLOCK, &blocked, &before)
        tcsetpgrp(STDIN_FILENO, getpgrp())
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}

/// What the launcher passes to its child in the environment.
struct LauncherMark: Equatable {
    var process: pid_t
    /// Whether a shell with job control started the launcher.
    var hasShell: Bool

    init(process: pid_t, hasShell: Bool) {
        self.process = process
        self.hasShell = hasShell
    }

    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let process = pid_t(parts[0]), ["job", "alone"].contains(parts[1]) else { return nil }
        self.init(process: process, hasShell: parts[1] == "job")
    }

    var text: String { "\(process):\(hasShell ? "job" : "alone")" }
}
