/// One line for the client.
extension UpstreamError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .connectTimeout: "no connection within the time allowed"
        case .connectionRefused(let peer): "connection refused (\(peer))"
        case .unreachable(let peer): "no route (\(peer))"
        case .proxy(let peer, let reason): "\(peer) \(reason.phrase)"
        case .hostNotFound(let host): "host not found (\(host))"
        case .tls(let trouble): "TLS failed (\(trouble.phrase))"
        case .firstByteTimeout(let limit): "no answer within \(limit)"
        case .idleTimeout(let limit): "no data for \(limit) in the middle of the answer"
        case .connectionLost(let loss): "the connection was lost (\(loss))"
        case .answerTooLarge(let limit): "the answer is larger than \(limit) bytes"
        case .notHTTP: "the answer is not valid HTTP"
        case .notUnpackable: "the answer cannot be unpacked"
        case .unsendable(let reason): "the request could not be sent (\(reason.phrase))"
        }
    }
}

extension UpstreamPeer: CustomStringConvertible {
    public var description: String {
        (isProxy ? "the proxy " : "") + address + (errorNumber.map { ", errno \($0)" } ?? "")
    }
}

extension ProxyRefusalReason {
    /// Continues a sentence after the proxy's address.
    public var phrase: String {
        let words =
            switch self {
            case .credentialsRequired: "requires a user name and a password"
            case .destinationRefused: "refuses to connect to the upstream's host"
            case .destinationUnreached: "cannot reach the upstream's host"
            case .closed: "closed the connection"
            case .notHTTP: "does not answer in HTTP"
            }
        return words + (status.map { " (HTTP \($0))" } ?? "")
    }
}

extension TLSTrouble {
    public var phrase: String {
        switch self {
        case .certificate: "no trusted authority signed its certificate"
        case .name: "its certificate is for another name"
        case .notTLS: "the server does not speak TLS"
        case .timeout: "handshake timeout"
        case .handshake: "the handshake failed"
        }
    }
}

extension ConnectionLoss: CustomStringConvertible {
    public var description: String {
        switch self {
        case .closedInHandshake: "it closed during the TLS handshake"
        case .closedBeforeAnswer: "it closed before answering"
        case .closedDuringAnswer: "it closed in the middle of the answer"
        case .noAnswer: "no answer"
        case .givenUp: "given up"
        case .system(let number): "errno \(number)"
        case .library(let name): name
        }
    }
}

extension UnsendableRequest {
    public var phrase: String {
        switch self {
        case .badURL: "the URL is not usable"
        case .noClient: "there is no HTTP client"
        }
    }
}
