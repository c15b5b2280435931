package import ProxyConfiguration
package import Translation

/// The result of asking an upstream for its models. `said` is its own text on one line, without the key.
package enum UpstreamFact: Sendable, Equatable {
    case reached(after: Duration, through: ProxyServer?, Greeting)
    case notAPI(Body, better: String?)
    case noModelsPath(status: Int, better: String?)
    case redirect(status: Int, better: String?)
    case troubled(status: Int, said: String, better: String?)
    /// A proxy on the way wants a password; with the variable that names it, if known.
    case proxyAuthentication(variable: String?, said: String)
    case unreached(UpstreamError, better: String?)
    /// The proxy cannot be reached, or refuses the request.
    case proxyUnreached(UpstreamError, ProxyServer, variable: String)

    /// What the answer says about models and keys.
    package enum Greeting: Sendable, Equatable {
        case models(Int)
        case hidesModels
        case asksForKey
        case listsNoModels
    }

    /// An answer that is not a list of models.
    package enum Body: Sendable, Equatable {
        case page, nothing, otherText
        case said(String)
    }
}
