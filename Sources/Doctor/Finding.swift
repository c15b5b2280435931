/// What was found about one thing that the program needs, and what a person does about it.
///
/// The doctor lists all of them; a start ends with the first that is a failure. Both say the same of the same thing.
package struct Finding: Sendable, Equatable {
    /// What was looked at, in the order in which it is told.
    package enum Subject: String, Sendable, CaseIterable {
        case config, mapping, environment, key, port, telemetry, disk, upstream, model, shutdown, clock
        case claudeCode = "claude"
    }

    package enum Level: Sendable, Equatable {
        case good
        /// Nothing is wrong, and somebody may want to know.
        case remark
        /// The program runs, but somebody will be surprised.
        case warning
        /// The program runs, and its requests fail: `check` ends with this code.
        case outage(ExitStatus)
        /// The program does not run: `run` ends with this code.
        case failure(ExitStatus)
    }

    package var subject: Subject
    package var level: Level
    /// What is, in one sentence; of a failure, the cause.
    package var message: String
    /// What to do, in one line; nil where there is nothing to do.
    package var remedy: String?

    package static func good(_ subject: Subject, _ message: String) -> Finding {
        Finding(subject: subject, level: .good, message: message)
    }

    package static func remark(_ subject: Subject, _ message: String, remedy: String? = nil) -> Finding {
        Finding(subject: subject, level: .remark, message: message, remedy: remedy)
    }

    package static func warning(_ subject: Subject, _ message: String, remedy: String) -> Finding {
        Finding(subject: subject, level: .warning, message: message, remedy: remedy)
    }

    /// What stops a start where it is known before it; a program that serves goes on.
    var whileServing: Finding {
        guard case .failure(let status) = level else { return self }
        var finding = self
        finding.level = .outage(status)
        return finding
    }

    package static func failure(
        _ subject: Subject,
        _ status: ExitStatus,
        _ message: String,
        remedy: String
    ) -> Finding {
        Finding(subject: subject, level: .failure(status), message: message, remedy: remedy)
    }
}
