/// Why an upstream's answer failed, as far as its reader can know. A ``StreamMachine`` ends with it instead of a message.
public enum AnswerFailure: Error, Sendable, Equatable {
    /// The upstream reported an error.
    case upstream(UpstreamFailure)
    /// The answer is incomplete or invalid.
    case broken(BrokenAnswer)
    /// The connection failed.
    case transport(UpstreamError)

    /// What can be done before the client gets an error.
    public var refusal: UpstreamRefusal {
        switch self {
        case .upstream(let failure): failure.error.refusal
        // An incomplete or invalid stream may be complete the next time.
        case .broken: .transient(retryAfter: nil)
        case .transport(let error): error.isTransient ? .transient(retryAfter: nil) : .final
        }
    }
}

extension APIError {
    /// The client's error. This is the only place that decides it.
    public init(_ failure: AnswerFailure) {
        switch failure {
        case .upstream(let failure): self.init(failure)
        case .broken(let broken): self.init(.api, broken.description)
        case .transport(let error): self.init(error)
        }
    }

    private init(_ error: UpstreamError) {
        switch error {
        case .firstByteTimeout, .idleTimeout, .connectTimeout:
            self.init(.timeout, "The upstream API did not answer in time: \(error).")
        case .connectionRefused, .unreachable, .proxy, .hostNotFound, .tls, .connectionLost(.closedInHandshake),
            .unsendable:
            self.init(.api, "Could not reach the upstream API: \(error).")
        case .connectionLost, .answerTooLarge:
            self.init(.api, "The upstream API's answer broke off: \(error).")
        case .notHTTP, .notUnpackable:
            self.init(.api, "Cannot read what the upstream API sent: \(error).")
        }
    }
}
