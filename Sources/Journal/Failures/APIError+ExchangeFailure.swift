package import Translation

extension APIError {
    /// The error that a client gets for a failure.
    package init(_ failure: ExchangeFailure) {
        switch failure {
        case .transport(let error): self.init(AnswerFailure.transport(error))
        case .upstream(let upstream):
            self.init(AnswerFailure.upstream(upstream))
            if upstream.remedy == .correctAddress { message = Self.words(message, failure) }
        case .broken(let broken): self.init(AnswerFailure.broken(broken))
        case .malformed(let error): self.init(.invalidRequest, "The request body is not valid JSON: \(error).")
        case .invalid(let invalid): self.init(invalid)
        case .unrouted(let model): self.init(.invalidRequest, Self.words(model.description, failure))
        case .unauthenticated:
            self.init(.authentication, Self.words(Self.unauthenticated, failure), shouldRetry: false)
        case .tooLarge(let limit):
            self.init(
                .requestTooLarge,
                Self.words("The request body is larger than \(limit) bytes.", failure)
            )
        case .undecodable(let body): self.init(.invalidRequest, body.description)
        // nginx's status for it; there is no standard one.
        case .clientGone: self.init(.api, "The client closed the connection.", status: 499)
        case .shutdown: self.init(.overloaded, "The proxy is shutting down.", shouldRetry: true)
        case .fault(let fault): self.init(.api, fault.description)
        case .unrecognized(let name): self.init(.api, "The exchange failed (\(name)).")
        }
    }

    /// The cause, and the remedy where the reader of Claude Code's screen can apply it.
    private static func words(_ cause: String, _ failure: ExchangeFailure) -> String {
        [cause, failure.remedy.text(RemedyTerms(upstream: nil))].compactMap(\.self).joined(separator: " ")
    }

    private static let unauthenticated = """
        This is Dragoman, a proxy with client keys of its own, and neither x-api-key nor a bearer token of this request \
        is one of them. The upstream's key stays with the proxy.
        """
}

extension UndecodableBody: CustomStringConvertible {
    package var description: String {
        switch reason {
        case .unsupported: "content-encoding \"\(encoding.prefix(40))\" is not supported: use gzip."
        case .corrupt: "The request body is not valid \(encoding)."
        }
    }
}

extension InternalFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unconfiguredUpstream(let name): "The upstream \"\(name)\" is not configured."
        case .unreadableTranslation(let error):
            "The translation is not JSON, which is a fault of this program: \(error)."
        }
    }
}
