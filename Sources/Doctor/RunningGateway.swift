package import ProxyConfiguration
import Translation

/// A dragoman that runs already, as it says itself.
package struct RunningGateway: Sendable, Equatable {
    package var version: String
    package var uptime: Duration

    package init(version: String, uptime: Duration) {
        self.version = version
        self.uptime = uptime
    }

    /// Reads what `GET /health` answers; nil for what another program may answer there.
    init?(health body: [UInt8]) {
        guard let answer = try? JSONDocument(body).root, answer["status"]?.string == "ok",
            let version = answer["version"]?.string, let uptime = answer["uptime_seconds"]?.int
        else { return nil }
        self.init(version: version, uptime: .seconds(uptime))
    }
}

/// Why `GET /health` brought no good answer, in one sentence.
package struct HealthFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case nothingListens
        case noAnswer(within: Duration)
        /// What listens there is not this program.
        case stranger
        case status(Int)
        /// The system's own words.
        case unreachable(String)
    }

    package var address: ListenAddress
    package var reason: Reason

    package var description: String {
        switch reason {
        case .nothingListens: "Nothing listens on \(address)."
        case .noAnswer(let deadline): "\(address) has not answered GET /health within \(deadline.components.seconds) s."
        case .stranger: "What listens on \(address) is not dragoman: its answer to GET /health is of another kind."
        case .status(let status): "\(address) answered GET /health with status \(status)."
        case .unreachable(let reason): "\(address) cannot be reached: \(reason)."
        }
    }
}
