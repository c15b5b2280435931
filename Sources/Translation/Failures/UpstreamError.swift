/// Why there is no answer, or only an incomplete one. Contains no content and no key.
public enum UpstreamError: Error, Sendable, Equatable {
    case connectTimeout
    case connectionRefused(UpstreamPeer)
    /// There is no route to its network or host.
    case unreachable(UpstreamPeer)
    /// The environment's proxy opens no tunnel.
    case proxy(UpstreamPeer, ProxyRefusalReason)
    /// The DNS does not know the host.
    case hostNotFound(String)
    case tls(TLSTrouble)
    case firstByteTimeout(Duration)
    case idleTimeout(Duration)
    case connectionLost(ConnectionLoss)
    case answerTooLarge(limit: Int)
    /// The answer is not well-formed HTTP.
    case notHTTP
    /// The answer is packed, and cannot be unpacked.
    case notUnpackable
    case unsendable(UnsendableRequest)

    /// Whether a retry may succeed.
    public var isTransient: Bool {
        switch self {
        case .connectTimeout, .connectionRefused, .unreachable, .hostNotFound, .connectionLost, .tls(.timeout),
            .proxy(_, .destinationUnreached), .proxy(_, .closed), .notHTTP, .notUnpackable:
            true
        case .tls, .proxy, .firstByteTimeout, .idleTimeout, .answerTooLarge, .unsendable: false
        }
    }

    /// A label for metrics, without variable parts.
    public var label: String {
        switch self {
        case .connectTimeout: "connect_timeout"
        case .connectionRefused: "connection_refused"
        case .unreachable: "unreachable"
        case .proxy(_, .credentialsRequired): "proxy_credentials_required"
        case .proxy(_, .destinationRefused): "proxy_destination_refused"
        case .proxy(_, .destinationUnreached): "proxy_destination_unreached"
        case .proxy(_, .closed): "proxy_closed"
        case .proxy(_, .notHTTP): "proxy_not_http"
        case .hostNotFound: "host_not_found"
        case .tls: "tls"
        case .firstByteTimeout: "first_byte_timeout"
        case .idleTimeout: "idle_timeout"
        case .connectionLost: "connection_lost"
        case .answerTooLarge: "answer_too_large"
        case .notHTTP: "not_http"
        case .notUnpackable: "not_unpackable"
        case .unsendable: "unsendable"
        }
    }
}

/// The peer of a connection: the upstream, or the proxy in front of it.
public struct UpstreamPeer: Sendable, Equatable {
    /// `127.0.0.1:8000`; of a proxy its URL, without the password.
    public var address: String
    public var isProxy: Bool
    /// The system's error number, if any.
    public var errorNumber: Int?

    public init(_ address: String, isProxy: Bool = false, errorNumber: Int? = nil) {
        self.address = address
        self.isProxy = isProxy
        self.errorNumber = errorNumber
    }
}

/// Why a proxy does not connect to an upstream.
public enum ProxyRefusalReason: Sendable, Equatable {
    /// HTTP 407: it wants a user and a password.
    case credentialsRequired
    /// It refuses to connect to the upstream's host. Old records have no status.
    case destinationRefused(status: Int?)
    /// It tried and failed: HTTP 502 to 504.
    case destinationUnreached(status: Int)
    /// It closed the connection instead of answering.
    case closed
    /// It answers in another protocol.
    case notHTTP

    /// The HTTP status, where it says more than the case.
    var status: Int? {
        switch self {
        case .destinationRefused(let status): status
        case .destinationUnreached(let status): status
        case .credentialsRequired, .closed, .notHTTP: nil
        }
    }
}

/// Why a TLS connection failed.
public enum TLSTrouble: String, Sendable, CaseIterable {
    /// No trusted authority has signed the certificate.
    case certificate = "untrusted_certificate"
    /// The certificate is for another name.
    case name = "name_mismatch"
    /// The other side does not speak TLS.
    case notTLS = "not_tls"
    case timeout = "handshake_timeout"
    case handshake = "handshake_failed"
}

/// How a connection was lost before the end of the answer.
public enum ConnectionLoss: Sendable, Equatable {
    /// It closed before TLS was agreed on.
    case closedInHandshake
    /// It closed before the answer's head.
    case closedBeforeAnswer
    /// It closed in the middle of the answer.
    case closedDuringAnswer
    /// There was no answer at all.
    case noAnswer
    /// This program cancelled the request.
    case givenUp
    /// The system's error number.
    case system(errorNumber: Int)
    /// A library's name of an error that has no case here.
    case library(String)
}

/// Why a request could not be sent.
public enum UnsendableRequest: String, Sendable, CaseIterable {
    /// The upstream's URL is not usable.
    case badURL = "bad_url"
    /// The program has no HTTP client (a test, or it is ending).
    case noClient = "no_client"
}
