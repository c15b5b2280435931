/// Why no answer, or no whole answer, came back. Holds no content and no key.
public enum UpstreamError: Error, Sendable, Equatable {
    case connectTimeout
    case connectionRefused(UpstreamPeer)
    /// There is no way to its network or host.
    case unreachable(UpstreamPeer)
    /// The proxy that the environment names does not let the request through.
    case proxy(UpstreamPeer, ProxyRefusalReason)
    /// The DNS does not know the host.
    case hostNotFound(String)
    case tls(TLSTrouble)
    case firstByteTimeout(Duration)
    case idleTimeout(Duration)
    case connectionLost(ConnectionLoss)
    case answerTooLarge(limit: Int)
    case unsendable(UnsendableRequest)

    /// Whether another try may end better.
    public var isTransient: Bool {
        switch self {
        case .connectTimeout, .connectionRefused, .unreachable, .hostNotFound, .connectionLost: true
        case .tls, .proxy, .firstByteTimeout, .idleTimeout, .answerTooLarge, .unsendable: false
        }
    }

    /// A word for metrics, free of what varies.
    public var label: String {
        switch self {
        case .connectTimeout: "connect_timeout"
        case .connectionRefused: "connection_refused"
        case .unreachable: "unreachable"
        case .proxy(_, .credentialsRequired): "proxy_credentials_required"
        case .proxy(_, .destinationRefused): "proxy_destination_refused"
        case .hostNotFound: "host_not_found"
        case .tls: "tls"
        case .firstByteTimeout: "first_byte_timeout"
        case .idleTimeout: "idle_timeout"
        case .connectionLost: "connection_lost"
        case .answerTooLarge: "answer_too_large"
        case .unsendable: "unsendable"
        }
    }
}

/// Whom a connection was made to: the upstream's address, or that of the proxy in front of it.
public struct UpstreamPeer: Sendable, Equatable {
    /// `127.0.0.1:8000`; of a proxy its URL, without the password.
    public var address: String
    public var isProxy: Bool
    /// The system's error number, where it gave one.
    public var errorNumber: Int?

    public init(_ address: String, isProxy: Bool = false, errorNumber: Int? = nil) {
        self.address = address
        self.isProxy = isProxy
        self.errorNumber = errorNumber
    }
}

/// Why a proxy opens no way to an upstream.
public enum ProxyRefusalReason: String, Sendable, CaseIterable {
    /// HTTP 407: it wants a user and a password.
    case credentialsRequired = "credentials_required"
    /// It does not connect to the upstream's host.
    case destinationRefused = "destination_refused"
}

/// Why a connection could not be made secure.
public enum TLSTrouble: String, Sendable, CaseIterable {
    /// No authority that this machine trusts has signed the certificate.
    case certificate = "untrusted_certificate"
    /// The certificate is for another name.
    case name = "name_mismatch"
    /// The other side does not speak TLS.
    case notTLS = "not_tls"
    case timeout = "handshake_timeout"
    case handshake = "handshake_failed"
}

/// How a connection ended before its answer did.
public enum ConnectionLoss: Sendable, Equatable {
    /// It closed before the answer's head.
    case closedBeforeAnswer
    /// Nothing was answered at all.
    case noAnswer
    /// This program gave the request up.
    case givenUp
    /// The system's error number.
    case system(errorNumber: Int)
    /// What the HTTP library calls it.
    case library(String)
}

/// Why a request could not be written.
public enum UnsendableRequest: String, Sendable, CaseIterable {
    /// The upstream's URL is none that can be asked.
    case badURL = "bad_url"
    /// The program has no HTTP client (a test, or it is ending).
    case noClient = "no_client"
}
