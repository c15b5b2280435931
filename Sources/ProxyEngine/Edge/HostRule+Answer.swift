import Journal
import Translation

/// The error for a refused client, and the log line about it.
extension HostRule.Refusal {
    var answer: APIError {
        switch self {
        case .malformed:
            APIError(.invalidRequest, "The request must have one Host header that names a host.")
        case .host(let name):
            APIError(
                .permission,
                """
                This proxy does not answer under the name \(name): a web page could have made that name lead here. If \
                it is a name of this proxy, add it to server.allowed_hosts in its config.yaml.
                """,
                shouldRetry: false
            )
        case .origin(let origin):
            APIError(
                .permission,
                """
                This proxy does not answer web pages of other sites (Origin: \(LogText.line(origin))). If the page is \
                served under a name of this proxy, add the name to server.allowed_hosts in its config.yaml.
                """,
                shouldRetry: false
            )
        }
    }

    /// For the log: the header at fault and its value.
    var details: [(name: String, value: String)] {
        switch self {
        case .malformed: []
        case .host(let name): [("host", name), ("remedy", "if it is this proxy's, add it to server.allowed_hosts")]
        case .origin(let origin): [("origin", origin)]
        }
    }
}
