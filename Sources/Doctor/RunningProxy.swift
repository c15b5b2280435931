package import ProxyConfiguration
import Translation

/// A dragoman that is already running, as its health endpoint describes it.
package struct RunningProxy: Sendable, Equatable {
    package var version: String
    package var uptime: Duration

    package init(version: String, uptime: Duration) {
        self.version = version
        self.uptime = uptime
    }

    /// Reads the answer to `GET /health`; nil for an answer of another program.
    init?(health body: [UInt8]) {
        guard let answer = try? JSONDocument(body).root, answer["status"]?.string == "ok",
            let version = answer["version"]?.string, let uptime = answer["uptime_seconds"]?.int
        else { return nil }
        self.init(version: version, uptime: .seconds(uptime))
    }
}

/// Why `GET /health` got no good answer.
package struct HealthFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case nothingListens
        case noAnswer(within: Duration)
        /// Another program listens there.
        case otherProgram
        case status(Int)
        /// The system's own words.
        case unreachable(String)
    }

    package var address: ListenAddress
    package var reason: Reason

    package var description: String {
        switch reason {
        case .nothingListens: "Connection refused at \(address): dragoman is not running there."
        case .noAnswer(let deadline):
            "No answer to GET /health from \(address) within \(DurationText.words(deadline))."
        case .otherProgram: "The program on \(address) is not dragoman: its answer to GET /health is different."
        case .status(let status): "\(address) answered GET /health with status \(status)."
        case .unreachable(let reason): "Cannot reach \(address): \(reason)."
        }
    }
}
