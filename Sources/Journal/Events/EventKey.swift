extension ProxyEvent {
    /// The version of the JSON form: it grows where a reader of the former would read something wrong.
    package static let formVersion = 1

    /// The names of the events.
    package enum Name: String, Sendable, CaseIterable {
        case request
        case mappingHit = "mapping_hit"
        case notes
        case parameterRefused = "parameter_refused"
        case telemetry
        case log
        case unrouted
    }

    /// The members of an event, in the order in which they are written (docs/events.md).
    package enum Key: String, CodingKey, CaseIterable {
        case version
        case event
        case phase
        case exchange
        case request
        // Mapping
        case asked
        case sent
        case rule
        // Notes
        case notes
        case model
        case parameter
        // Telemetry
        case source
        case session
        case records
        case skipped
        case bytes
        case names
        case receivedAt = "received_at"
        // The program's log
        case at
        case level
        case message
        case details
        // Requests for nothing that is served
        case method
        case path
        case status
    }
}
