import CNcurses
import Foundation

/// Another program in the place of this one: the same process, terminal and folder.
package enum ProgramReplacement {
    /// Keeps what whoever started this process left it: its signals and open files. The threads that run Swift's tasks
    /// block nearly all signals, and a program begun by one of those would never hear of ^C. Belongs at the very start.
    package static func rememberStart() {
        cn_remember_start()
    }

    /// Comes back only where it is not possible, with the system's reason.
    package static func begin(_ path: String, _ arguments: [String], environment: [String: String]) -> String {
        let variables = environment.map { "\($0.key)=\($0.value)" }
        let error = CStrings.with(arguments) { arguments in
            CStrings.with(variables) { cn_replace(path, arguments, $0) }
        }
        return String(cString: strerror(error))
    }
}
