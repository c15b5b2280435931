/// Why telemetry.jsonl cannot be written at the moment.
package struct TelemetryLogWarning: Error, Equatable, CustomStringConvertible {
    package enum Step: String, Sendable {
        case open = "cannot be opened"
        case write = "cannot be written"
        case rotate = "cannot be rotated"
        case keepUp = "cannot keep up"
    }

    package var path: String
    package var step: Step
    package var reason: String

    package var description: String {
        "\(path) \(step.rawValue): \(reason). Telemetry is still answered and counted, and the log tried again."
    }
}
