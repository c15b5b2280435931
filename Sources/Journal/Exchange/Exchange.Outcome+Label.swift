package import Translation

extension Exchange.Outcome {
    /// A word for metrics and log lines, free of what varies: the stop reason, or the kind of error that the client got.
    package var label: String {
        switch self {
        case .running: "running"
        case .finished(let reason): reason.rawValue
        case .failed(let failure), .refused(let failure): APIError(failure).kind.rawValue
        case .cancelled: "cancelled"
        case .counted: "counted"
        }
    }

    /// Why it ended without an answer.
    package var failure: ExchangeFailure? {
        switch self {
        case .failed(let failure), .refused(let failure): failure
        case .running, .finished, .cancelled, .counted: nil
        }
    }

    /// The error that the client got.
    package var error: APIError? { failure.map { APIError($0) } }
}
