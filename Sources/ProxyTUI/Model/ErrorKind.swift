import Journal
import Translation

/// What errors of one kind have in common: their cause and its values, never a sentence of this program.
struct ErrorKind: Sendable, Hashable {
    private enum Subject: Sendable, Hashable {
        case model(String)
        case place(JSONPath)
        /// The words of an upstream that gives neither a code nor a parameter, without numbers.
        case words(String)
    }

    private var label: String
    private var status: Int?
    private var code: String?
    private var subject: Subject?

    init(_ row: ExchangeRow) {
        status = row.status
        guard row.state != .cancelled, let failure = row.failure else {
            label = row.ending
            return
        }
        label = failure.label
        switch failure {
        case .upstream(let failure):
            let error = failure.error
            status = error.status ?? status
            code = error.code ?? error.type
            if let place = error.place {
                subject = .place(place.general)
            } else if error.code == nil, let text = error.words.text {
                subject = .words(String(text.filter { !$0.isNumber }.prefix(160)))
            }
        case .invalid(let invalid): subject = .place(invalid.path.general)
        case .unrouted(let model): subject = .model(model.asked)
        case .undecodable(let body): code = body.encoding
        case .transport, .broken, .malformed, .unauthenticated, .tooLarge, .clientGone, .shutdown, .fault,
            .unrecognized:
            break
        }
    }
}

extension JSONPath {
    /// The same place in any element of a list.
    fileprivate var general: JSONPath {
        JSONPath(steps.map { if case .index = $0 { .each } else { $0 } })
    }
}
