package import Translation

/// What a person can do about a failure. Each remedy is written once, in ``text(_:)``; the dashboard and `check` print
/// the same.
package enum Remedy: Sendable, Equatable {
    // MARK: The way to the upstream
    case checkConnection
    case startUpstream
    case checkRoutes
    case checkHostName
    case correctAddress
    case installCertificates
    case useCertificateName
    case usePlainHTTP
    case checkTLS
    case checkAPI

    // MARK: A proxy on the way
    case setProxyCredentials
    case bypassProxy

    // MARK: Time
    case allowLongerThinking
    case allowLongerSilence
    case retry
    case retryLater
    /// A rate limit is reached; the upstream may say for how long.
    case retryAfter(seconds: Int?)

    // MARK: Key and account
    case setKey
    case useAllowedKey
    case payUpstream
    case raiseQuota

    // MARK: Model and request
    case mapToKnownModel
    case useBetterModel
    case leaveOutParameter(String?, model: String)
    case turnOffTool
    case compact
    case shrinkImage
    case rephrase
    case inspectRequest
    case inspectAnswer
    case report

    // MARK: Here
    case addMapping(UnroutedModel.Place, nearest: UnroutedModel.Nearest?)
    case setClientKey
    case raiseBodyLimit
    case correctClient
    case nothing
}

/// What the settings are called that remedies name: they differ with the form of the configuration file.
package struct RemedyTerms: Sendable, Equatable {
    package var baseURL: String
    package var apiKey: String
    package var concurrency: String
    package var connectTimeout: String
    package var firstByteTimeout: String
    package var idleTimeout: String
    /// The API that the upstream is asked by: `the Chat Completions API`.
    package var api: String
    /// What the base URL of a server with that API most often ends in.
    package var addressEnding: String?
    /// The variable that names the proxy.
    package var proxyVariable = "HTTPS_PROXY"
    /// The upstream's host, for `NO_PROXY`.
    package var host: String?
    /// `config.yaml:14`, the rule that chose the upstream and the model.
    package var rule: String?

    /// As `config.yaml` has them.
    package init(upstream: String?, api: DialectName? = nil, host: String? = nil, rule: String? = nil) {
        let prefix = "upstreams.\(upstream ?? "NAME")."
        baseURL = prefix + "base_url"
        apiKey = prefix + "api_key"
        concurrency = prefix + "max_concurrent"
        connectTimeout = prefix + "timeouts.connect"
        firstByteTimeout = prefix + "timeouts.first_byte"
        idleTimeout = prefix + "timeouts.idle"
        self.api = api.map { "the \($0.traits.title) API" } ?? "the API that it is asked by"
        addressEnding = api?.traits.passesRequestsOn == true ? nil : "/v1"
        self.host = host
        self.rule = rule
    }
}
