/// Why an upstream's answer failed, as far as its reader can know: what a ``StreamMachine`` ends with in place of a
/// message.
public enum AnswerFailure: Error, Sendable, Equatable {
    /// The upstream said what is wrong.
    case upstream(UpstreamFailure)
    /// The answer broke off or made no sense.
    case broken(BrokenAnswer)
    /// The connection failed.
    case transport(UpstreamError)

    /// What may be done about it before the client hears of it.
    public var refusal: UpstreamRefusal {
        switch self {
        case .upstream(let failure): failure.error.refusal
        // A stream that broke off, or made no sense, may well come whole the next time.
        case .broken: .transient(retryAfter: nil)
        case .transport(let error): error.isTransient ? .transient(retryAfter: nil) : .final
        }
    }
}

extension APIError {
    /// The error a client gets for it. The one place where it is decided.
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
        case .connectionRefused, .unreachable, .proxy, .hostNotFound, .tls, .unsendable:
            self.init(.api, "Could not reach the upstream API: \(error).")
        case .connectionLost, .answerTooLarge:
            self.init(.api, "The upstream API's answer broke off: \(error).")
        }
    }
}
