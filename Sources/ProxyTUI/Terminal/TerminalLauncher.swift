import CNcurses
import Foundation

/// Runs the program in a process of its own below a small one that the shell knows.
///
/// ^Z stops what the shell knows, which is not what serves: the terminal goes back to the shell, and the proxy goes on.
/// And when the program dies without a word, the launcher puts the terminal back. ``launch()`` belongs at the very start,
/// while the program has one thread; in the launched process it does nothing.
package enum TerminalLauncher {
    private static let mark = "DRAGOMAN_LAUNCHER"

    /// Who launched this process. The mark is the launched process' own and none of its children's.
    private static let launcher: LauncherMark? = {
        guard let text = ProcessInfo.processInfo.environment[mark] else { return nil }
        unsetenv(mark)
        guard let mark = LauncherMark(text), mark.process == getppid() else { return nil }
        return mark
    }()

    package static var isLaunched: Bool { launcher != nil }

    /// Whether there is a shell that the terminal can be given to.
    package static var canHide: Bool { launcher?.hasShell ?? false }

    /// Launches this program anew, with the same arguments, and watches over it until it ends. Gives the exit status to
    /// exit with; where a signal ended the program, it ends this process too. Nil in the launched process, and where
    /// there is no terminal or nothing can be launched: the caller is to do the work itself.
    package static func launch() -> Int32? {
        guard !isLaunched else {
            // A program without its launcher must not keep the terminal: it ends in order.
            cn_follow_parent(SIGTERM)
            // The launcher does the same; whoever is first, this process does not read before it may.
            takeForeground()
            return getppid() == launcher?.process ? nil : 128 + SIGTERM
        }
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
        var loop = LauncherLoop(mark: mark)
        return loop?.run()
    }

    /// Has the launcher take the terminal and stop for the shell's sake.
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
