import Doctor
import Journal
import NIOCore
import ProxyEngine

extension Engine {
    /// What runs beside a proxy that listens: asks each upstream once and logs what is wrong. A machine that wakes without
    /// a network, and a container that starts before its own, serve all the same.
    func checkUpstreams(_ environment: [String: String]) -> @Sendable (SocketAddress) async -> Void {
        { _ in
            let findings = await UpstreamFindings.examine(config, environment: environment, scope: .start)
            // Whoever is ending the program hears of no trouble that the ending makes.
            guard !Task.isCancelled else { return }
            findings.forEach(log)
        }
    }

    /// One line in the log: what is, and what to do.
    func log(_ finding: Finding) {
        var details = finding.remedy.map { [(name: "remedy", value: $0)] } ?? []
        switch finding.level {
        case .good:
            log(finding.subject == .environment ? .info : .debug, finding.message)
        case .remark:
            log(.info, finding.message, details)
        case .warning:
            log(.warning, finding.message, details)
        case .outage, .failure:
            details.append((name: "meanwhile", value: "the proxy goes on serving"))
            log(.error, finding.message, details)
        }
    }
}
