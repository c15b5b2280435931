package import ProxyConfiguration
import Translation

/// Checks whether each upstream has a usable key, without asking the upstream.
package enum KeyFindings {
    /// `unset` are the findings about keys whose variables are not set: their upstreams get no second finding.
    package static func examine(
        _ config: Config,
        environment: [String: String],
        unset: [Finding] = []
    ) -> [Finding] {
        unset
            + config.upstreams.compactMap { upstream in
                let named = FindingUpstream(upstream, config.source)
                guard let key = upstream.apiKey else {
                    return unset.contains { $0.upstream == upstream.name }
                        ? nil : withoutKey(upstream, named, environment)
                }
                return key.withValue { examine($0, of: upstream, named, environment) }
            }
    }

    private static func withoutKey(
        _ upstream: UpstreamSettings,
        _ named: FindingUpstream,
        _ environment: [String: String]
    ) -> Finding {
        guard upstream.needsKey else { return .good(.key(.notNeeded, named)) }
        guard upstream.readsKeyVariable else { return .failure(.wrongConfiguration, .key(.unset, named)) }
        let isEmpty = environment[UpstreamSettings.keyVariable] != nil
        return .failure(.wrongConfiguration, .key(.missing(isEmpty: isEmpty), named))
    }

    private static func examine(
        _ key: String,
        of upstream: UpstreamSettings,
        _ named: FindingUpstream,
        _ environment: [String: String]
    ) -> Finding {
        let isVariable = environment[UpstreamSettings.keyVariable] == key
        // A header's value may not hold it (RFC 9110, § 5.5).
        if key.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            return .failure(.wrongConfiguration, .key(.controlCharacter(inVariable: isVariable), named))
        }
        if let oddity = oddity(key, upstream) {
            return .warning(.key(.unusual(oddity, inVariable: isVariable), named))
        }
        return .good(.key(.present(inVariable: isVariable), named))
    }

    private static func oddity(_ key: String, _ upstream: UpstreamSettings) -> KeyOddity? {
        let quotes: Set<Character> = ["\"", "'", "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}"]
        if let first = key.first, let last = key.last, quotes.contains(first) || quotes.contains(last) {
            return .quotes
        }
        if key.contains(where: \.isWhitespace) || !key.allSatisfy(\.isASCII) { return .illegalCharacter }
        // Where the form of the keys is not known, any may be right.
        guard let prefix = upstream.serverAtHost.keyPrefix else { return nil }
        let owner = ServerCatalog.bundled.server(ofKey: key)
        if let owner, let found = owner.keyPrefix, owner.kind != upstream.serverAtHost.kind {
            return .ofServer(owner.title, prefix: found)
        }
        let isDummy = Config.wellKnownClientKey == Secret(key)
        if isDummy { return .wellKnownWord }
        return key.hasPrefix(prefix) && key.utf8.count >= 20 ? nil : .unlikeKeys(prefix: prefix)
    }
}
