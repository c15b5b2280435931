/// The level and the format of the log.
package struct LogSettings: Sendable, Equatable {
    /// swift-log's levels.
    package enum Level: String, Sendable, CaseIterable {
        case trace
        case debug
        case info
        case notice
        case warning
        case error
        case critical
    }

    package enum Format: String, Sendable, CaseIterable {
        case text
        case json
    }

    package var level: Level = .info
    package var format: Format = .text

    package init() {}
}
