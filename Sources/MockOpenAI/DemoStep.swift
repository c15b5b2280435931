/// One thing the demonstration's client does.
enum DemoStep: Sendable {
    case say(DemoThread, String, Hearing = .toTheEnd)
    /// Answers the calls of the thread's last reply, in order.
    case toolResults(DemoThread, [String])
    case countTokens(DemoThread)
    /// From now on the thread offers these tools too.
    case connect(DemoThread, DemoTool?)
    case telemetry(DemoTelemetry)

    /// How much of an answer the client listens to.
    enum Hearing: Sendable {
        case toTheEnd
        /// It disconnects once it has received this.
        case until(String)
        /// The story ends once this has been received; the answer may go on.
        case lastWords(String)
    }
}

/// One of the conversations that go on beside each other.
enum DemoThread: Sendable, CaseIterable {
    /// Mends a shop.
    case shop
    /// Translates a web page.
    case site
    /// Small questions in between, each a separate conversation.
    case shopAside
    case siteAside
    /// Names a model that is not mapped.
    case stray

    var model: String {
        switch self {
        case .shop: "claude-opus-5-5"
        case .site: "claude-sonnet-4-5-20250929"
        case .shopAside, .siteAside: "claude-haiku-4-5-20251001"
        case .stray: "claude_sonnet_4_5"
        }
    }

    var session: String {
        switch self {
        case .shop, .shopAside: "5e55107d-0000-4000-8000-00000000d3a0"
        case .site, .siteAside, .stray: "7ab1e000-0000-4000-8000-00000000d3a1"
        }
    }

    /// Whether each question starts a new conversation.
    var isAside: Bool {
        switch self {
        case .shop, .site: false
        case .shopAside, .siteAside, .stray: true
        }
    }
}
