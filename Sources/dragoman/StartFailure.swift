import ArgumentParser
import Doctor
import Foundation

/// Why the program does not start or a command fails: the cause, the fix, and an exit code of sysexits(3).
struct StartFailure: Error, CustomStringConvertible {
    let message: String
    /// Nil if the message contains it, or there is nothing to do.
    let remedy: String?
    let status: ExitStatus

    init(_ message: String, remedy: String? = nil, _ status: ExitStatus) {
        self.message = message
        self.remedy = remedy
        self.status = status
    }

    /// The status is the finding's, or `wrongConfiguration` if it is not a failure.
    init(_ finding: Finding) {
        let status: ExitStatus =
            switch finding.level {
            case .failure(let status), .outage(let status): status
            case .good, .note, .warning: .wrongConfiguration
            }
        self.init(finding.message, remedy: finding.remedy, status)
    }

    /// Throws the first finding that is a failure.
    static func refuse(_ findings: [Finding]) throws {
        if let failure = findings.first(where: \.isFailure) { throw StartFailure(failure) }
    }

    /// The message, and the fix on a second line.
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
