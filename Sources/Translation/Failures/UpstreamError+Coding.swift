/// Reads and writes the facts of an ``UpstreamError`` among the members of a failure; `reason` is its label.
extension UpstreamError {
    package func encode(into container: inout KeyedEncodingContainer<FailureKey>) throws {
        try container.encode(label, forKey: .reason)
        switch self {
        case .connectTimeout, .notHTTP, .notUnpackable: break
        case .connectionRefused(let peer), .unreachable(let peer), .proxy(let peer, _):
            try container.encode(peer.address, forKey: .address)
            try container.encode(peer.isProxy, forKey: .isProxy)
            try container.encodeIfPresent(peer.errorNumber, forKey: .errorNumber)
            if case .proxy(_, let reason) = self { try container.encodeIfPresent(reason.status, forKey: .status) }
        case .hostNotFound(let host): try container.encode(host, forKey: .host)
        case .tls(let trouble): try container.encode(trouble.rawValue, forKey: .detail)
        case .firstByteTimeout(let limit), .idleTimeout(let limit):
            try container.encode(seconds: limit, forKey: .limitSeconds)
        case .connectionLost(let loss):
            try container.encode(loss.label, forKey: .detail)
            switch loss {
            case .system(let number): try container.encode(number, forKey: .errorNumber)
            case .library(let name): try container.encode(name, forKey: .text)
            case .closedInHandshake, .closedBeforeAnswer, .closedDuringAnswer, .noAnswer, .givenUp: break
            }
        case .answerTooLarge(let limit): try container.encode(limit, forKey: .limitBytes)
        case .unsendable(let reason): try container.encode(reason.rawValue, forKey: .detail)
        }
    }

    package init(from container: KeyedDecodingContainer<FailureKey>) throws {
        let reason = try container.decode(String.self, forKey: .reason)
        func peer() throws -> UpstreamPeer {
            UpstreamPeer(
                try container.decode(String.self, forKey: .address),
                isProxy: try container.decodeIfPresent(Bool.self, forKey: .isProxy) ?? false,
                errorNumber: try container.decodeIfPresent(Int.self, forKey: .errorNumber)
            )
        }
        func detail<Detail: RawRepresentable<String>>(_ type: Detail.Type) throws -> Detail {
            let name = try container.decode(String.self, forKey: .detail)
            guard let detail = Detail(rawValue: name) else { throw UnknownFailure("\(reason).\(name)") }
            return detail
        }
        switch reason {
        case "connect_timeout": self = .connectTimeout
        case "connection_refused": self = .connectionRefused(try peer())
        case "unreachable": self = .unreachable(try peer())
        case "proxy_credentials_required": self = .proxy(try peer(), .credentialsRequired)
        case "proxy_destination_refused":
            let status = try container.decodeIfPresent(Int.self, forKey: .status)
            self = .proxy(try peer(), .destinationRefused(status: status))
        case "proxy_destination_unreached":
            let status = try container.decode(Int.self, forKey: .status)
            self = .proxy(try peer(), .destinationUnreached(status: status))
        case "proxy_closed": self = .proxy(try peer(), .closed)
        case "proxy_not_http": self = .proxy(try peer(), .notHTTP)
        case "host_not_found": self = .hostNotFound(try container.decode(String.self, forKey: .host))
        case "tls": self = .tls(try detail(TLSTrouble.self))
        case "first_byte_timeout": self = .firstByteTimeout(try container.decodeSeconds(forKey: .limitSeconds))
        case "idle_timeout": self = .idleTimeout(try container.decodeSeconds(forKey: .limitSeconds))
        case "connection_lost": self = .connectionLost(try ConnectionLoss(from: container))
        case "answer_too_large": self = .answerTooLarge(limit: try container.decode(Int.self, forKey: .limitBytes))
        case "not_http": self = .notHTTP
        case "not_unpackable": self = .notUnpackable
        case "unsendable": self = .unsendable(try detail(UnsendableRequest.self))
        default: throw UnknownFailure("transport.\(reason)")
        }
    }
}

extension ConnectionLoss {
    fileprivate var label: String {
        switch self {
        case .closedInHandshake: "closed_in_handshake"
        case .closedBeforeAnswer: "closed_before_answer"
        case .closedDuringAnswer: "closed_during_answer"
        case .noAnswer: "no_answer"
        case .givenUp: "given_up"
        case .system: "system"
        case .library: "library"
        }
    }

    fileprivate init(from container: KeyedDecodingContainer<FailureKey>) throws {
        let name = try container.decode(String.self, forKey: .detail)
        switch name {
        case "closed_in_handshake": self = .closedInHandshake
        case "closed_before_answer": self = .closedBeforeAnswer
        case "closed_during_answer": self = .closedDuringAnswer
        case "no_answer": self = .noAnswer
        case "given_up": self = .givenUp
        case "system": self = .system(errorNumber: try container.decode(Int.self, forKey: .errorNumber))
        case "library": self = .library(try container.decode(String.self, forKey: .text))
        default: throw UnknownFailure("connection_lost.\(name)")
        }
    }
}
