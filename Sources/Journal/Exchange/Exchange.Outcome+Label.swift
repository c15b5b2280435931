package import Translation

extension Exchange.Outcome {
    /// A word for metrics and log lines, free of what varies.
    package var label: String {
        switch self {
        case .running: "running"
        case .finished(let reason): reason.rawValue
        case .failed(let error), .refused(let error): error.kind.rawValue
        case .cancelled: "cancelled"
        case .counted: "counted"
        }
    }

    /// The error that it ended with.
    package var error: APIError? {
        switch self {
        case .failed(let error), .refused(let error): error
        case .running, .finished, .cancelled, .counted: nil
        }
    }
}
