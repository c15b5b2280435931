import Doctor
import Journal
import NIOCore
import ProxyEngine

extension Engine {
    /// Asks each upstream once, while the proxy already listens, and logs problems. So a machine or container that starts
    /// before its network serves anyway.
    func checkUpstreams(_ environment: [String: String]) -> @Sendable (SocketAddress) async -> Void {
        { _ in
            let findings = await UpstreamFindings.examine(config, environment: environment, scope: .start)
            // During shutdown, failures come from the shutdown.
            guard !Task.isCancelled else { return }
            findings.forEach(log)
        }
    }

    /// One line in the log, with the fix.
    func log(_ finding: Finding) {
        var details = finding.remedy.map { [(name: "remedy", value: $0)] } ?? []
        switch finding.level {
        case .good:
            log(finding.subject == .environment ? .info : .debug, finding.message)
        case .note:
            log(.info, finding.message, details)
        case .warning:
            log(.warning, finding.message, details)
        case .outage, .failure:
            details.append((name: "meanwhile", value: "the proxy keeps serving"))
            log(.error, finding.message, details)
        }
    }
}
