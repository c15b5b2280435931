package import Translation

extension APIError {
    /// What a client is told of a failure.
    package init(_ failure: ExchangeFailure) {
        switch failure {
        case .transport(let error): self.init(AnswerFailure.transport(error))
        case .upstream(let failure): self.init(AnswerFailure.upstream(failure))
        case .broken(let broken): self.init(AnswerFailure.broken(broken))
        case .malformed(let error): self.init(.invalidRequest, "The request body is not valid JSON: \(error).")
        case .invalid(let invalid): self.init(invalid)
        case .unrouted(let model): self.init(.invalidRequest, model.description)
        case .unauthenticated: self = .unauthenticated
        case .tooLarge(let limit):
            self.init(
                .requestTooLarge,
                "The request body is larger than \(limit) bytes (server.max_body in config.yaml)."
            )
        case .undecodable(let body): self.init(.invalidRequest, body.description)
        // nginx's status for it; there is no standard one.
        case .clientGone: self.init(.api, "The client closed the connection.", status: 499)
        case .shutdown: self.init(.overloaded, "The proxy is shutting down.", shouldRetry: true)
        case .fault(let fault): self.init(.api, fault.description)
        case .unrecognized(let name): self.init(.api, "The exchange failed (\(name)).")
        }
    }

    /// Says what is expected: the reader is the person who set the variable.
    private static let unauthenticated = APIError(
        .authentication,
        """
        This is Dragoman, a proxy with a client key of its own. Send the key that client_keys in its config.yaml names \
        (unless changed, the literal word dummy) as x-api-key or as a bearer token: set ANTHROPIC_AUTH_TOKEN=dummy. \
        The key of the upstream API stays with the proxy and is never what a client sends.
        """,
        shouldRetry: false
    )
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
