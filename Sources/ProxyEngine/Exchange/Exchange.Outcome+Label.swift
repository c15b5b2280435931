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
}
