import ArgumentParser
import Doctor
import Foundation

/// Why the program does not start or a command fails: the cause, the fix, and an exit code of sysexits(3).
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

    /// The status is the one of the finding, or `wrongConfiguration` for one that is no failure.
    init(_ finding: Finding) {
        let status: ExitStatus =
            switch finding.level {
            case .failure(let status), .outage(let status): status
            case .good, .remark, .warning: .wrongConfiguration
            }
        self.init(finding.message, remedy: finding.remedy, status)
    }

    /// Ends the start with the first finding that is a failure.
    static func refuse(_ findings: [Finding]) throws {
        if let failure = findings.first(where: \.isFailure) { throw StartFailure(failure) }
    }

    /// The fix is on a line of its own.
    var description: String { remedy.map { "\(message)\n  \($0)" } ?? message }

    var exitCode: ExitCode { ExitCode(status.rawValue) }

    /// The input is unusable.
    static func data(_ message: String) -> StartFailure {
        StartFailure(message, .wrongData)
    }

    static func unreadable(_ message: String) -> StartFailure {
        StartFailure(message, .noInput)
    }

    static func output(_ error: any Error) -> StartFailure {
        StartFailure("Cannot write the output: \(error.localizedDescription)", .outputFailed)
    }
}

extension ExitCode {
    /// `EX_DATAERR`
    static let unusableData = ExitCode(ExitStatus.wrongData.rawValue)
}
