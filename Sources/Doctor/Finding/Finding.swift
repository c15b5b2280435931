/// The result of one examination.
///
/// A finding is data: its code holds the facts as values, and the sentences are written last, in
/// `FindingCode+Sentence.swift` and `FindingCode+Remedy.swift`. `check` lists all findings; a start ends with the first
/// that is a failure. Both say the same about the same thing.
package struct Finding: Sendable, Equatable {
    /// The thing that was examined, in the order in which a diagnosis lists them.
    package enum Subject: String, Sendable, CaseIterable {
        case config, mapping, environment, key, port, telemetry, disk, upstream, model, shutdown, clock
        case claudeCode = "claude"
    }

    package enum Level: Sendable, Equatable {
        case good
        /// Nothing is wrong, but it may be useful to know.
        case note
        /// The program runs, but something will not work as expected.
        case warning
        /// The program runs, but its requests fail: `check` ends with this code.
        case outage(ExitStatus)
        /// The program does not run: `run` ends with this code.
        case failure(ExitStatus)
    }

    package var code: FindingCode
    package var level: Level

    package init(_ level: Level, _ code: FindingCode) {
        self.code = code
        self.level = level
    }

    package var subject: Subject { code.subject }
    /// The name of the upstream that it is about, if any.
    package var upstream: String? { code.upstream }
    /// The upstream's name of the model that it is about, if any.
    package var model: String? { code.model }
    /// One sentence; for a failure, its cause.
    package var message: String { code.sentence }
    /// The fix, on one line; nil if there is nothing to do.
    package var remedy: String? { code.remedy }

    package static func good(_ code: FindingCode) -> Finding { Finding(.good, code) }

    package static func note(_ code: FindingCode) -> Finding { Finding(.note, code) }

    package static func warning(_ code: FindingCode) -> Finding { Finding(.warning, code) }

    package static func failure(_ status: ExitStatus, _ code: FindingCode) -> Finding {
        Finding(.failure(status), code)
    }

    /// A failure counts as an outage once the program serves.
    var whileServing: Finding {
        guard case .failure(let status) = level else { return self }
        return Finding(.outage(status), code)
    }

    package var isFailure: Bool { failure != nil }
    var isOutage: Bool { outage != nil }

    /// The exit code of a failure.
    var failure: ExitStatus? {
        switch level {
        case .good, .note, .warning, .outage: nil
        case .failure(let status): status
        }
    }

    /// The exit code of an outage.
    var outage: ExitStatus? {
        switch level {
        case .good, .note, .warning, .failure: nil
        case .outage(let status): status
        }
    }
}
