import Journal
import Translation

/// A sentence and a remedy for each failure.
extension Explanation {
    static func failed(_ failure: ExchangeFailure, _ exchange: Exchange, _ complaint: LocatedError?) -> Explanation {
        switch failure {
        case .transport(let error): Explanation(sentence(error), error.remedy, exchange)
        case .upstream(let failure): upstream(failure, exchange, complaint)
        case .broken(let broken): Explanation(sentence(broken.description), broken.remedy, exchange)
        case .malformed(let error): refused("The request body is not valid JSON: \(error)", failure, exchange)
        case .invalid(let invalid): refused(invalid.description, failure, exchange)
        case .undecodable(let body): refused(body.description, failure, exchange)
        case .unrouted(let model):
            Explanation("No model is mapped for \"\(model.asked.prefix(80))\".", failure.remedy, exchange)
        case .unauthenticated: Explanation("The client's key is not in client_keys.", failure.remedy, exchange)
        case .tooLarge(let limit):
            refused("The request body is larger than \(limit) bytes", failure, exchange)
        case .clientGone: cancelled(exchange)
        case .shutdown: Explanation("The proxy was ended before the answer was.", failure.remedy, exchange)
        case .unrecognized(let name):
            Explanation("A newer version of dragoman recorded this failure: \(sentence(name))")
        case .fault(let fault): Explanation(sentence(fault.description), failure.remedy, exchange)
        }
    }

    private static func refused(_ reason: String, _ failure: ExchangeFailure, _ exchange: Exchange) -> Explanation {
        Explanation("Refused here, nothing was sent: \(sentence(reason))", failure.remedy, exchange)
    }

    // MARK: The way there

    private static func sentence(_ error: UpstreamError) -> String {
        switch error {
        case .connectTimeout: "No connection to the upstream in time."
        case .connectionRefused(let peer): "Connection refused at \(place(peer))."
        case .unreachable(let peer): "No route to \(place(peer))."
        case .proxy(let peer, let reason): "The proxy \(peer.address) \(reason.phrase)."
        case .hostNotFound(let host): "Cannot resolve the upstream's host name: \(sentence(host))"
        case .tls(let trouble): "The TLS connection to the upstream failed: \(trouble.phrase)."
        case .firstByteTimeout(let limit):
            "The upstream accepted the request, but sent no first byte in time (\(limit))."
        case .idleTimeout(let limit): "The upstream stopped sending in the middle of the answer (\(limit))."
        case .connectionLost(let loss): "The connection to the upstream was lost (\(loss))."
        case .answerTooLarge(let limit):
            "The upstream's answer is larger than the limit of \(limit) bytes."
        case .notHTTP: "The upstream's answer is not valid HTTP."
        case .notUnpackable: "The upstream's answer is packed, and cannot be unpacked."
        case .unsendable(let reason): "Cannot send the request: \(reason.phrase)."
        }
    }

    /// `the upstream's address, 127.0.0.1:8000`
    private static func place(_ peer: UpstreamPeer) -> String {
        peer.isProxy ? "the proxy \(peer.address)" : "the upstream's address, \(peer.address)"
    }
}
