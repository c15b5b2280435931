import Translation

/// One object: `type` says which failure it is, the other members are its facts (docs/events.md).
extension ExchangeFailure: Codable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: FailureKey.self)
        try container.encode(type, forKey: .type)
        switch self {
        case .transport(let error): try error.encode(into: &container)
        case .upstream(let failure): try failure.encode(into: &container)
        case .broken(let broken): try broken.encode(into: &container)
        case .malformed(let error): try error.encode(into: &container)
        case .invalid(let invalid):
            try container.encode(invalid.path.description, forKey: .path)
            try container.encode(invalid.problem, forKey: .problem)
        case .unrouted(let model): try model.encode(into: &container)
        case .tooLarge(let limit): try container.encode(limit, forKey: .limitBytes)
        case .undecodable(let body):
            try container.encode(body.reason.rawValue, forKey: .reason)
            try container.encode(body.encoding, forKey: .encoding)
        case .fault(let fault): try fault.encode(into: &container)
        case .unrecognized(let name): try container.encode(name, forKey: .reason)
        case .unauthenticated, .clientGone, .shutdown: break
        }
    }

    /// A failure of an unknown kind is ``unrecognized(_:)``; one whose facts are missing is an error.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FailureKey.self)
        do {
            self = try Self.known(try container.decode(String.self, forKey: .type), container)
        } catch let unknown as UnknownFailure {
            self = .unrecognized(unknown.name)
        }
    }

    private static func known(
        _ type: String,
        _ container: KeyedDecodingContainer<FailureKey>
    ) throws -> ExchangeFailure {
        switch type {
        case "transport": .transport(try UpstreamError(from: container))
        case "upstream": .upstream(try UpstreamFailure(from: container))
        case "broken": .broken(try BrokenAnswer(from: container))
        case "malformed": .malformed(try JSONSyntaxError(from: container))
        case "invalid":
            .invalid(
                InvalidRequest(
                    path: JSONPath(parsing: try container.decode(String.self, forKey: .path)),
                    problem: try container.decode(String.self, forKey: .problem)
                )
            )
        case "unrouted": .unrouted(try UnroutedModel(from: container))
        case "unauthenticated": .unauthenticated
        case "too_large": .tooLarge(limit: try container.decode(Int.self, forKey: .limitBytes))
        case "undecodable": .undecodable(try UndecodableBody(from: container))
        case "client_gone": .clientGone
        case "shutdown": .shutdown
        case "internal": .fault(try InternalFault(from: container))
        case "unrecognized": throw UnknownFailure(try container.decode(String.self, forKey: .reason))
        default: throw UnknownFailure(type)
        }
    }

    private var type: String {
        switch self {
        case .transport: "transport"
        case .upstream: "upstream"
        case .broken: "broken"
        case .malformed: "malformed"
        case .invalid: "invalid"
        case .unrouted: "unrouted"
        case .unauthenticated: "unauthenticated"
        case .tooLarge: "too_large"
        case .undecodable: "undecodable"
        case .clientGone: "client_gone"
        case .shutdown: "shutdown"
        case .fault: "internal"
        case .unrecognized: "unrecognized"
        }
    }
}

extension UnroutedModel {
    fileprivate func encode(into container: inout KeyedEncodingContainer<FailureKey>) throws {
        try container.encode(asked, forKey: .asked)
        try container.encodeIfPresent(nearest, forKey: .nearest)
        try container.encode(mapped, forKey: .mapped)
        guard case .file(let file, let key) = place else { return }
        try container.encode(file, forKey: .file)
        try container.encode(key, forKey: .section)
    }

    fileprivate init(from container: KeyedDecodingContainer<FailureKey>) throws {
        let file = try container.decodeIfPresent(String.self, forKey: .file)
        let section = try container.decodeIfPresent(String.self, forKey: .section)
        self.init(
            asked: try container.decode(String.self, forKey: .asked),
            nearest: try container.decodeIfPresent(Nearest.self, forKey: .nearest),
            mapped: try container.decode([String].self, forKey: .mapped),
            place: file.map { .file($0, key: section ?? "models") } ?? .defaults
        )
    }
}

extension UndecodableBody {
    fileprivate init(from container: KeyedDecodingContainer<FailureKey>) throws {
        let name = try container.decode(String.self, forKey: .reason)
        guard let reason = Reason(rawValue: name) else { throw UnknownFailure("undecodable.\(name)") }
        self.init(encoding: try container.decode(String.self, forKey: .encoding), reason)
    }
}

extension InternalFault {
    fileprivate func encode(into container: inout KeyedEncodingContainer<FailureKey>) throws {
        switch self {
        case .unconfiguredUpstream(let name):
            try container.encode("unconfigured_upstream", forKey: .reason)
            try container.encode(name, forKey: .upstream)
        case .unreadableTranslation(let error):
            try container.encode("unreadable_translation", forKey: .reason)
            try error.encode(into: &container)
        }
    }

    fileprivate init(from container: KeyedDecodingContainer<FailureKey>) throws {
        switch try container.decode(String.self, forKey: .reason) {
        case "unconfigured_upstream":
            self = .unconfiguredUpstream(try container.decode(String.self, forKey: .upstream))
        case "unreadable_translation": self = .unreadableTranslation(try JSONSyntaxError(from: container))
        case let other: throw UnknownFailure("internal.\(other)")
        }
    }
}
