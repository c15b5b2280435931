import Journal
import Translation

/// A sentence and a remedy for each failure.
extension Explanation {
    static func failed(_ failure: ExchangeFailure, _ exchange: Exchange, _ complaint: LocatedError?) -> Explanation {
        switch failure {
        case .transport(let error): Explanation(sentence(error), error.remedy, exchange)
        case .upstream(let failure): upstream(failure, exchange, complaint)
        case .broken(let broken): Explanation(sentence(broken), broken.remedy, exchange)
        case .malformed(let error): refused("The request body is not valid JSON: \(error)", failure, exchange)
        case .invalid(let invalid): refused(invalid.description, failure, exchange)
        case .undecodable(let body): refused(body.description, failure, exchange)
        case .unrouted(let model): Explanation(sentence(model), failure.remedy, exchange)
        case .unauthenticated: Explanation("The client's key is none of client_keys.", failure.remedy, exchange)
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

    private static func sentence(_ model: UnroutedModel) -> String {
        let nearest = model.nearest.map { "; the nearest is \"\($0.name)\"" } ?? ""
        return "No model is mapped for \"\(model.asked.prefix(80))\"\(nearest)."
    }

    // MARK: The way there

    private static func sentence(_ error: UpstreamError) -> String {
        switch error {
        case .connectTimeout: "No connection to the upstream was made in time."
        case .connectionRefused(let peer): "Nothing listens at \(place(peer))."
        case .unreachable(let peer): "There is no route to \(place(peer))."
        case .proxy(let peer, .credentialsRequired): "\(sentenceStart(peer)) wants a user and a password (HTTP 407)."
        case .proxy(let peer, .destinationRefused): "\(sentenceStart(peer)) does not connect to the upstream's host."
        case .hostNotFound(let host): "The upstream's host name is not known: \(sentence(host))"
        case .tls(let trouble): "The TLS connection to the upstream failed: \(trouble.phrase)."
        case .firstByteTimeout(let limit): "The upstream took the request and sent no first byte in time (\(limit))."
        case .idleTimeout(let limit): "The upstream fell silent in the middle of the answer (\(limit))."
        case .connectionLost(let loss): "The connection to the upstream was lost (\(loss))."
        case .answerTooLarge(let limit):
            "The upstream's answer is larger than this program keeps (\(limit) bytes)."
        case .unsendable(let reason): "The request could not be sent: \(reason.phrase)."
        }
    }

    /// `the upstream's address, 127.0.0.1:8000`
    private static func place(_ peer: UpstreamPeer) -> String {
        peer.isProxy ? "the proxy \(peer.address)" : "the upstream's address, \(peer.address)"
    }

    private static func sentenceStart(_ peer: UpstreamPeer) -> String { "The proxy \(peer.address)" }

    // MARK: A broken answer

    private static func sentence(_ broken: BrokenAnswer) -> String {
        switch broken {
        case .closedEarly, .incomplete: "The upstream closed the stream before the answer was complete."
        case .unreadableEvent: "The upstream sent an event that is not a JSON object."
        case .notJSON(let error): "The upstream's answer is not JSON: \(error)."
        case .nameless: "The upstream failed and gave no reason."
        case .brokenOff: "The upstream broke the answer off."
        case .unfinished(let status): "The upstream ended the answer with the status \"\(quoted(status))\"."
        case .tooMuchBuffered: "The upstream sends more items in parallel than this program keeps."
        case .brokenArguments(let tool): "The model's arguments for the tool \"\(quoted(tool))\" are not valid JSON."
        case .eventTooLarge(let limit): "The upstream sent an event that is larger than \(limit) bytes."
        case .noCount: "The upstream's token counter answered without a count."
        }
    }
}
