/// What the doctor found about one thing that the program needs.
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
        case remark
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
    /// The name of the upstream that it is about; nil where it is about none.
    package var upstream: String? { code.upstream }
    /// The upstream's name for the model that it is about.
    package var model: String? { code.model }
    /// One sentence; for a failure, its cause.
    package var message: String { code.sentence }
    /// The fix, on one line; nil where there is nothing to do.
    package var remedy: String? { code.remedy }

    package static func good(_ code: FindingCode) -> Finding { Finding(.good, code) }

    package static func remark(_ code: FindingCode) -> Finding { Finding(.remark, code) }

    package static func warning(_ code: FindingCode) -> Finding { Finding(.warning, code) }

    package static func failure(_ status: ExitStatus, _ code: FindingCode) -> Finding {
        Finding(.failure(status), code)
    }

    /// A failure that would stop a start is only an outage once the program serves.
    var whileServing: Finding {
        guard case .failure(let status) = level else { return self }
        return Finding(.outage(status), code)
    }

    package var isFailure: Bool {
        switch level {
        case .good, .remark, .warning, .outage: false
        case .failure: true
        }
    }

    var isOutage: Bool {
        switch level {
        case .good, .remark, .warning, .failure: false
        case .outage: true
        }
    }
}
