import Foundation
package import ProxyConfiguration

/// All that a check looks at, and the world it looks at it in.
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
    /// What the network says.
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

    /// What takes time is looked at all at once.
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
        let keys = KeyFindings.examine(config, environment: environment, unset: examined.keyFindings)
        let local =
            examined.findings
            + MappingFindings.examine(config)
            + EnvironmentFindings.examine(environment, config)
            + ProxyFindings.examine(config, ProxyVariables(environment: environment))
            + TelemetryLogFindings.examine(config, workingDirectory: workingDirectory, disk: disk)
        // Of a proxy that cannot be used both tell.
        let network = await asked.filter { !local.contains($0) }.map(\.whileServing)
        let findings =
            await local + ports + Self.merged(keys, network, config) + ClaudeCodeFindings.examine(around, config)
        return Diagnosis(findings, mapping: MappingRow.rows(of: config))
    }

    /// Of each upstream's key one thing is said: that it cannot be sent, or else what the upstream says to it.
    private static func merged(_ keys: [Finding], _ network: [Finding], _ config: Config) -> [Finding] {
        var keys = keys
        var network = network
        for upstream in config.upstreams {
            let isTold: (Finding) -> Bool = { $0.subject == .key && $0.message.contains("\"\(upstream.name)\"") }
            // An unset variable is told with its line in the file, and leaves no key.
            let isUnset = upstream.apiKey == nil && keys.contains(where: \.isFailure)
            if isUnset || keys.contains(where: { isTold($0) && $0.isFailure }) {
                network.removeAll(where: isTold)
            } else if network.contains(where: isTold) {
                keys.removeAll { isTold($0) && $0.level == .good }
            }
        }
        return keys + network
    }
}
