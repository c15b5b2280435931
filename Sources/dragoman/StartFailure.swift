import ArgumentParser
import Foundation
import ProxyEngine

/// Why the program does not start, or not do what it was asked: a message for a person, and an exit code of sysexits(3).
struct StartFailure: Error, CustomStringConvertible {
    let description: String
    let exitCode: ExitCode

    static func configuration(_ message: String) -> StartFailure {
        StartFailure(description: message, exitCode: ExitCode(78))
    }

    static func unavailable(_ message: String) -> StartFailure {
        StartFailure(description: message, exitCode: ExitCode(69))
    }

    /// What was given is not what the program can work on.
    static func data(_ message: String) -> StartFailure {
        StartFailure(description: message, exitCode: .unusableData)
    }

    static func unreadable(_ message: String) -> StartFailure {
        StartFailure(description: message, exitCode: ExitCode(66))
    }

    static func output(_ error: any Error) -> StartFailure {
        StartFailure(description: "The output cannot be written: \(error.localizedDescription)", exitCode: ExitCode(74))
    }

    static func cannotListen(on address: ListenAddress, errno code: Int32) -> StartFailure {
        guard code == EADDRINUSE else {
            let reason =
                switch code {
                case EACCES: "the system does not allow it. Choose a port above 1023 with --listen"
                case EADDRNOTAVAIL: "this machine does not have that address"
                default: String(cString: strerror(code))
                }
            return unavailable("Cannot listen on \(address): \(reason).")
        }
        let holder = PortHolder.find(port: address.port).map { ": \($0) listens there" } ?? ""
        return unavailable(
            "Port \(address.port) is taken\(holder). End that program, or choose another port with --listen HOST:PORT."
        )
    }
}

extension ExitCode {
    /// `EX_DATAERR`
    static let unusableData = ExitCode(65)
}
