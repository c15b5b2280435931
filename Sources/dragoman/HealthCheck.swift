import ArgumentParser
import Doctor
import Foundation
import ProxyConfiguration

/// `dragoman check --health`, a container's HEALTHCHECK: prints nothing if the proxy is healthy; otherwise prints the
/// reason on one line and exits with 1. (Docker knows no other codes.)
struct HealthCheck {
    let options: ConfigOptions

    func run() async throws {
        do {
            // It needs no key, only the address of the proxy.
            let config = try options.load(ProcessInfo.processInfo.environment, unsetKeys: .unneeded) { _ in }
            guard config.listen.port != 0 else {
                throw Self.unwell(
                    "listen is \(config.listen): the system chooses the port. Name one."
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
