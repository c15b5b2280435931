import Foundation
package import Journal
package import Logging

/// Sends swift-log's messages, those of the libraries among them, to the bus: there is one log.
package struct BusLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level
    private let bus: EventBus
    private let clock: EngineClock

    package init(bus: EventBus, clock: EngineClock, level: Logger.Level) {
        self.bus = bus
        self.clock = clock
        logLevel = level
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: Logging.LogEvent) {
        let details = metadata.merging(event.metadata ?? [:]) { $1 }
            .sorted { $0.key < $1.key }
            .map { (name: $0.key, value: $0.value.description) }
        let entry = Journal.LogEvent(Self.level(event.level), event.message.description, details, at: clock.date())
        bus.publish(.log(entry))
    }

    private static func level(_ level: Logger.Level) -> Journal.LogEvent.Level {
        switch level {
        case .trace, .debug: .debug
        case .info, .notice: .info
        case .warning: .warning
        case .error, .critical: .error
        }
    }
}
