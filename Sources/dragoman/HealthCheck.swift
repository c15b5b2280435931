import ArgumentParser
import Doctor
import Foundation
import ProxyConfiguration

/// `dragoman check --health`, a container's HEALTHCHECK: it says nothing where all is well, and ends with 1 and the
/// reason on one line otherwise. (Docker knows no other codes.)
struct HealthCheck {
    let options: ConfigOptions

    func run() async throws {
        do {
            // It needs no key: it only wants to know where the gateway was told to listen.
            let config = try options.load(ProcessInfo.processInfo.environment, unsetKeys: .unneeded) { _ in }
            guard config.listen.port != 0 else {
                throw Self.unwell(
                    "listen is \(config.listen), where the system chooses the port: name one to be asked."
                )
            }
            _ = try await HealthProbe(config.listen).ask()
        } catch let failure as StartFailure {
            throw Self.unwell(failure.description)
        } catch let failure as HealthFailure {
            throw Self.unwell(failure.description)
        }
    }

    private static func unwell(_ reason: String) -> StartFailure {
        StartFailure(reason.replacing("\n", with: "; "), .failed)
    }
}
