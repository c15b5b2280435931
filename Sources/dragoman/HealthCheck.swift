import ArgumentParser
import Doctor
import Foundation
import ProxyConfiguration

/// `dragoman check --health`, a container's HEALTHCHECK: prints nothing if the proxy is healthy; otherwise prints the
/// reason on one line and exits with 1, the only code for failure that Docker knows.
struct HealthCheck {
    let options: ConfigOptions

    func run() async throws {
        do {
            // It needs no key, only the address of the proxy.
            let config = try options.load(ProcessInfo.processInfo.environment, unsetKeys: .unneeded) { _ in }
            guard config.listen.port != 0 else {
                throw Self.unhealthy(
                    "listen is \(config.listen): the system chooses the port. Name one."
                )
            }
            _ = try await HealthProbe(config.listen).ask()
        } catch let failure as StartFailure {
            throw Self.unhealthy(failure.description)
        } catch let failure as HealthFailure {
            throw Self.unhealthy(failure.description)
        }
    }

    private static func unhealthy(_ reason: String) -> StartFailure {
        StartFailure(reason.replacing("\n", with: "; "), .failed)
    }
}
