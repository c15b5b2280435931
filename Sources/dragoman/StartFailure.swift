import ArgumentParser
import Doctor
import Foundation

/// Why the program does not start, or not do what it was asked: what is wrong, what to do, and an exit code of
/// sysexits(3).
struct StartFailure: Error, CustomStringConvertible {
    let message: String
    /// Nil where the message says it, or there is nothing to do.
    let remedy: String?
    let status: ExitStatus

    init(_ message: String, remedy: String? = nil, _ status: ExitStatus) {
        self.message = message
        self.remedy = remedy
        self.status = status
    }

    /// Nil for a finding with which the program runs.
    init?(_ finding: Finding) {
        guard case .failure(let status) = finding.level else { return nil }
        self.init(finding.message, remedy: finding.remedy, status)
    }

    /// Ends the start where a finding is a failure: with the first of them.
    static func refuse(_ findings: [Finding]) throws {
        if let failure = findings.lazy.compactMap(StartFailure.init).first { throw failure }
    }

    /// What to do stands on a line of its own.
    var description: String { remedy.map { "\(message)\n  \($0)" } ?? message }

    var exitCode: ExitCode { ExitCode(status.rawValue) }

    /// What was given is not what the program can work on.
    static func data(_ message: String) -> StartFailure {
        StartFailure(message, .wrongData)
    }

    static func unreadable(_ message: String) -> StartFailure {
        StartFailure(message, .noInput)
    }

    static func output(_ error: any Error) -> StartFailure {
        StartFailure("The output cannot be written: \(error.localizedDescription)", .outputFailed)
    }
}

extension ExitCode {
    /// `EX_DATAERR`
    static let unusableData = ExitCode(ExitStatus.wrongData.rawValue)
}
