import Foundation
import Journal

/// Writes each exchange that ends to a directory of its own, for those who want more than the ring holds.
///
/// The directories and files are open to their owner alone; headers were redacted before the ring took them.
struct CaptureDirectory: Sendable {
    let path: String
    let ring: ExchangeRing
    let bus: EventBus
    let clock: EngineClock

    func run(_ subscription: EventSubscription) async {
        var hasWarned = false
        for await batch in subscription {
            for case .request(let event) in batch where event.phase.isTerminal {
                do {
                    try write(event.exchange)
                    hasWarned = false
                } catch {
                    if !hasWarned { warn(error) }
                    hasWarned = true
                }
            }
        }
    }

    private func write(_ exchange: Exchange) throws {
        guard let stages = ring.stages(of: exchange.id) else { return }
        let directory = URL(filePath: path, directoryHint: .isDirectory)
            .appending(path: exchange.id.description, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: directory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let record = ExchangeLogLine.json(exchange, level: .info) + "\n"
        try PrivateFile.write(Array(record.utf8), to: directory.appending(path: "exchange.json").path)
        for stage in ExchangeStages.Stage.allCases where !stages[stage].body.isEmpty {
            let body = stages[stage].body
            try PrivateFile.write(body, to: directory.appending(path: Self.fileName(stage, body)).path)
        }
    }

    private static func fileName(_ stage: ExchangeStages.Stage, _ body: [UInt8]) -> String {
        let isStream = stage.isAnswer && body.first != UInt8(ascii: "{")
        return "\(stage.fileName).\(isStream ? "sse" : "json")"
    }

    private func warn(_ error: any Error) {
        let details = [(name: "directory", value: path), (name: "error", value: error.localizedDescription)]
        bus.publish(.log(LogEvent(.warning, "cannot capture an exchange", details, at: clock.date())))
    }
}
