import Foundation
package import ProxyConfiguration

/// Everything that a check examines, and the machine it examines.
package struct Examination: Sendable {
    package typealias Upstream = @Sendable (Config) async -> [Finding]

    package var arguments: ConfigExamination.Arguments
    package var environment: [String: String]
    package var workingDirectory: String
    package var exists: @Sendable (_ path: String) -> Bool
    package var read: ConfigExamination.Read
    package var disk: Disk
    package var port: PortFindings
    package var surroundings: @Sendable () async -> ClaudeCodeSurroundings
    /// The findings about the upstreams.
    package var upstream: Upstream

    package init(
        arguments: ConfigExamination.Arguments,
        environment: [String: String],
        workingDirectory: String,
        exists: @escaping @Sendable (_ path: String) -> Bool,
        read: @escaping ConfigExamination.Read,
        disk: Disk,
        port: PortFindings,
        surroundings: @escaping @Sendable () async -> ClaudeCodeSurroundings,
        upstream: @escaping Upstream
    ) {
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.exists = exists
        self.read = read
        self.disk = disk
        self.port = port
        self.surroundings = surroundings
        self.upstream = upstream
    }

    /// This process on this machine.
    package static func live(
        _ arguments: ConfigExamination.Arguments,
        environment: [String: String],
        read: @escaping ConfigExamination.Read,
        upstream: @escaping Upstream
    ) -> Examination {
        var port = PortFindings.live
        port.isContainer = Surroundings.isContainer(environment)
        return Examination(
            arguments: arguments,
            environment: environment,
            workingDirectory: FileManager.default.currentDirectoryPath,
            exists: { FileManager.default.fileExists(atPath: $0) },
            read: read,
            disk: .live,
            port: port,
            surroundings: { await .live(environment) },
            upstream: upstream
        )
    }

    /// Slow examinations run side by side.
    package func diagnose() async -> Diagnosis {
        let examined = ConfigExamination(
            arguments,
            environment: environment,
            workingDirectory: workingDirectory,
            exists: exists,
            read: read
        )
        let config = examined.config
        async let ports = port.examine(config)
        async let asked = upstream(config)
        async let around = surroundings()
        // The defaults in place of a broken file have keys that the file may not need.
        let keys =
            examined.isReplaced && !examined.keyFindings.isEmpty
            ? examined.keyFindings
            : KeyFindings.examine(config, environment: environment, unset: examined.keyFindings)
        let local =
            examined.findings
            + MappingFindings.examine(config)
            + EnvironmentFindings.examine(environment, config)
            + ProxyFindings.examine(config, ProxyVariables(environment: environment))
            + TelemetryLogFindings.examine(config, workingDirectory: workingDirectory, disk: disk)
        // Both examinations report a proxy that cannot be used.
        let network = await asked.filter { !local.contains($0) }.map(\.whileServing)
        let findings =
            await local + ports + Self.merged(keys, network) + ClaudeCodeFindings.examine(around, config)
        return Diagnosis(findings, mapping: MappingRow.rows(of: config))
    }

    /// Keeps one finding about the key of each upstream: that it cannot be sent, or else the upstream's answer to it.
    static func merged(_ keys: [Finding], _ network: [Finding]) -> [Finding] {
        func upstreams(_ findings: [Finding], where isIncluded: (Finding) -> Bool) -> Set<String> {
            Set(findings.filter { $0.subject == .key && isIncluded($0) }.compactMap(\.upstream))
        }
        let unsendable = upstreams(keys, where: \.isFailure)
        let answers = network.filter { $0.subject != .key || !unsendable.contains($0.upstream ?? "") }
        let answered = upstreams(answers) { _ in true }
        return keys.filter { $0.level != .good || !answered.contains($0.upstream ?? "") } + answers
    }
}
