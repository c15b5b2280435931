/// A variable that would send Claude Code elsewhere, or make it ask.
package struct ConflictingVariable: Sendable, Equatable {
    package enum Effect: Sendable, Equatable {
        case asks
        /// Claude Code would use another provider. A switch: it counts only when it is on.
        case provider(String)
        case login
        case socket
        case telemetryEndpoint, telemetryProtocol
    }

    package var name: String
    package var effect: Effect

    init(_ name: String, _ effect: Effect) {
        self.name = name
        self.effect = effect
    }

    package static let apiKey = ConflictingVariable("ANTHROPIC_API_KEY", .asks)

    /// Whether it is `1` or `true` where it counts, and not just set.
    package var isSwitch: Bool {
        switch effect {
        case .provider, .login: true
        case .asks, .socket, .telemetryEndpoint, .telemetryProtocol: false
        }
    }

    /// What would happen, as a clause.
    package var consequence: String {
        switch effect {
        case .asks: "Claude Code would ask at startup whether to use it"
        case .provider(let name): "Claude Code would use \(name) instead"
        case .login: "Claude Code would ask for a login to another proxy"
        case .socket: "Claude Code would use that socket instead"
        case .telemetryEndpoint: "telemetry would go there instead"
        case .telemetryProtocol: "telemetry would use another protocol"
        }
    }
}
