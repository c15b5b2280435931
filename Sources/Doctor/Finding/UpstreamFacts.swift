package import ProxyConfiguration
package import Translation

/// What came of asking an upstream for its models. `said` is its own text on one line, without the key.
package enum UpstreamFact: Sendable, Equatable {
    case reached(after: Duration, through: ProxyServer?, Greeting)
    case notAPI(Body, better: String?)
    case noModelsPath(status: Int, better: String?)
    case redirect(status: Int, better: String?)
    case troubled(status: Int, said: String, better: String?)
    /// A proxy on the way wants a password; the variable that names it, where that is known.
    case proxyAuthentication(variable: String?, said: String)
    case unreached(UpstreamError, better: String?)
    /// The proxy is not reached, or does not let the request through.
    case proxyUnreached(UpstreamError, ProxyServer, variable: String)

    /// What an upstream that answers says of itself.
    package enum Greeting: Sendable, Equatable {
        case models(Int)
        case hidesModels
        case asksForKey
        case listsNoModels
    }

    /// What answered in place of a list of models.
    package enum Body: Sendable, Equatable {
        case page, nothing, otherText
        case said(String)
    }
}
