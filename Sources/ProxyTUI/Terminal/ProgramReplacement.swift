import CNcurses
import Foundation

/// Replaces this program by another: the same process, terminal and folder.
package enum ProgramReplacement {
    /// Remembers the inherited signal mask and open files. The threads of Swift's tasks block nearly all signals, and a
    /// program started by one of them would never get ^C. Call it first.
    package static func rememberStart() {
        cn_remember_start()
    }

    /// Returns only on failure, with the system's reason.
    package static func begin(_ path: String, _ arguments: [String], environment: [String: String]) -> String {
        let variables = environment.map { "\($0.key)=\($0.value)" }
        let error = CStrings.with(arguments) { arguments in
            CStrings.with(variables) { cn_replace(path, arguments, $0) }
        }
        return String(cString: strerror(error))
    }
}
