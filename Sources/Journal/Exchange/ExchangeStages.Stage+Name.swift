extension ExchangeStages.Stage {
    /// As the dashboard, files, exports and documents call it: `upstream request`.
    package var name: String {
        switch self {
        case .clientRequest: "client request"
        case .upstreamRequest: "upstream request"
        case .upstreamAnswer: "upstream answer"
        case .clientAnswer: "client answer"
        }
    }

    package var isAnswer: Bool {
        switch self {
        case .clientRequest, .upstreamRequest: false
        case .upstreamAnswer, .clientAnswer: true
        }
    }

    /// The member with this stage in JSON: `upstream_request`.
    package var memberName: String { name.replacing(" ", with: "_") }

    /// The beginning of the stage's file in a capture: `2-upstream-request`.
    package var fileName: String { "\(rawValue)-\(name.replacing(" ", with: "-"))" }
}
