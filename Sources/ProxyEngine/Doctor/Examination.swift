import Foundation

/// All that a check looks at, and the world it looks at it in.
package struct Examination: Sendable {
    package typealias Upstream = @Sendable (Config) async -> [Finding]

    package var arguments: ConfigExamination.Arguments
    package var environment: [String: String]
    package var workingDirectory: String
    package var exists: @Sendable (_ path: String) -> Bool
    /// A file's bytes; nil where it cannot be read.
    package var read: @Sendable (_ path: String) -> [UInt8]?
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
        read: @escaping @Sendable (_ path: String) -> [UInt8]?,
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
        upstream: @escaping Upstream
    ) -> Examination {
        Examination(
            arguments: arguments,
            environment: environment,
            workingDirectory: FileManager.default.currentDirectoryPath,
            exists: { FileManager.default.fileExists(atPath: $0) },
            read: { FileManager.default.contents(atPath: $0).map(Array.init) },
            disk: .live,
            port: .live,
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
        async let network = upstream(config)
        async let around = surroundings()
        let local =
            examined.findings
            + MappingFindings.examine(config)
            + EnvironmentFindings.examine(environment, config)
            + KeyFindings.examine(config, environment: environment, unset: examined.keyFindings)
            + TelemetryLogFindings.examine(config, workingDirectory: workingDirectory, disk: disk)
        let findings = await local + ports + network + ClaudeCodeFindings.examine(around, config)
        return Diagnosis(findings, mapping: MappingRow.rows(of: config))
    }
}
