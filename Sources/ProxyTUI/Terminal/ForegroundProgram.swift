import CNcurses
import Foundation

/// Runs a program on the terminal.
enum ForegroundProgram {
    /// Returns its exit status as a shell does: 128 and more for a signal, 127 if it could not be started.
    static func run(_ program: [String], input terminal: Int32, output: Int32) -> Int32 {
        let process = CStrings.with(program) { arguments in
            CStrings.with(environment) { cn_spawn(program[0], arguments, $0, terminal, output) }
        }
        guard process > 0 else { return 127 }
        let own = tcgetpgrp(terminal)
        defer { if own > 0 { tcsetpgrp(terminal, own) } }
        while true {
            // A separate process group, so that ^C is for that program only.
            tcsetpgrp(terminal, process)
            var value: Int32 = 0
            switch Int(cn_child_state(process, 1, &value)) {
            case CN_EXITED: return value
            case CN_KILLED: return 128 + value
            case CN_STOPPED:
                // By ^Z, or because it used the terminal too early. No shell would continue it.
                tcsetpgrp(terminal, process)
                kill(process, SIGCONT)
            default: return 127
            }
        }
    }

    private static var environment: [String] {
        ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
    }
}
