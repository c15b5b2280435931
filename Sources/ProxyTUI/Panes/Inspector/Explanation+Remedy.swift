import Journal

extension Explanation {
    init(_ sentence: String, _ remedy: Remedy, _ exchange: Exchange) {
        let terms = Self.terms(exchange)
        let key = remedy.key
        let parts = [remedy.text(terms), key?.text].compactMap(\.self)
        self.init(sentence, parts.isEmpty ? nil : parts.joined(separator: " "), needsStages: key?.needsStages ?? false)
    }

    /// The names of the settings that decided this exchange.
    static func terms(_ exchange: Exchange) -> RemedyTerms {
        let destination = exchange.destination
        return RemedyTerms(upstream: destination?.upstream, api: destination?.dialect, rule: destination?.rule)
    }
}

extension Remedy {
    /// The dashboard's key that helps, and its effect.
    fileprivate var key: (text: String, needsStages: Bool)? {
        switch self {
        case .checkConnection, .startUpstream, .checkRoutes, .retry, .retryLater, .retryAfter:
            ("r sends it again.", false)
        case .checkAPI: ("3 shows the answer.", true)
        case .inspectAnswer: ("r sends it again; 3 shows the part that arrived.", true)
        case .useBetterModel: ("3 shows the model's arguments.", true)
        case .inspectRequest: ("2 shows it; x saves a test case.", true)
        case .turnOffTool: ("x saves a test case.", false)
        case .report: ("r sends it again; x saves a bug report.", false)
        case .correctClient: ("1 shows it; x saves a bug report.", true)
        case .checkHostName, .correctAddress, .installCertificates, .useCertificateName, .usePlainHTTP, .checkTLS,
            .setProxyCredentials, .bypassProxy, .allowLongerThinking, .allowLongerSilence, .setKey, .useAllowedKey,
            .payUpstream, .raiseQuota, .mapToKnownModel, .leaveOutParameter, .compact, .shrinkImage, .rephrase,
            .addMapping, .setClientKey, .raiseBodyLimit, .nothing:
            nil
        }
    }
}
