package import ProxyConfiguration

/// Whether each upstream has a key that can be one, as far as that can be told without asking it.
package enum KeyFindings {
    /// `unset` is what the configuration had to say of keys whose variables are not set: of upstreams without a key
    /// nothing is added to that.
    package static func examine(
        _ config: Config,
        environment: [String: String],
        unset: [Finding] = []
    ) -> [Finding] {
        unset
            + config.upstreams.compactMap { upstream in
                guard let key = upstream.apiKey else {
                    return unset.isEmpty ? withoutKey(upstream, environment) : nil
                }
                return key.withValue { examine($0, of: upstream, environment) }
            }
    }

    private static func withoutKey(_ upstream: UpstreamSettings, _ environment: [String: String]) -> Finding {
        guard upstream.needsKey else {
            return .good(.key, "The upstream \"\(upstream.name)\" (\(upstream.baseURL)) is asked without a key.")
        }
        let variable = environment["OPENAI_API_KEY"] == nil ? "is not set" : "is empty"
        return .failure(
            .key,
            .wrongConfiguration,
            "There is no key for the upstream \"\(upstream.name)\" (\(upstream.baseURL)): OPENAI_API_KEY \(variable).",
            remedy: "export OPENAI_API_KEY=sk-... in this terminal, or try it without a key: dragoman run --demo"
        )
    }

    private static func examine(
        _ key: String,
        of upstream: UpstreamSettings,
        _ environment: [String: String]
    ) -> Finding {
        let isVariable = environment["OPENAI_API_KEY"] == key
        let name = "The key for the upstream \"\(upstream.name)\"" + (isVariable ? ", OPENAI_API_KEY," : "")
        // A header's value may not hold it (RFC 9110, § 5.5).
        if key.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            return .failure(
                .key,
                .wrongConfiguration,
                "\(name) has a control character in it, perhaps the line end of a file it was read from.",
                remedy: "Set it again without, such as OPENAI_API_KEY=\"$(tr -d '\\r\\n' < FILE)\"."
            )
        }
        if let oddity = oddity(key, upstream) {
            return .warning(.key, "\(name) \(oddity.what).", remedy: oddity.remedy)
        }
        return .good(.key, "The upstream \"\(upstream.name)\" has a key" + (isVariable ? " (OPENAI_API_KEY)." : "."))
    }

    private static func oddity(_ key: String, _ upstream: UpstreamSettings) -> (what: String, remedy: String)? {
        let quotes: Set<Character> = ["\"", "'", "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}"]
        if let first = key.first, let last = key.last, quotes.contains(first) || quotes.contains(last) {
            return ("has quotation marks in it", "Set it without: a file for docker's --env-file has no quotes.")
        }
        if key.contains(where: \.isWhitespace) || !key.allSatisfy(\.isASCII) {
            return ("has a space or a character in it that no key has", "Copy it again, alone.")
        }
        // What another server takes for a key is its own affair.
        guard upstream.isOpenAI else { return nil }
        let fromOpenAI = "Set one from https://platform.openai.com/api-keys."
        if key.hasPrefix("sk-ant-") {
            return ("is a key of Anthropic's (sk-ant-...), and OpenAI will refuse it", fromOpenAI)
        }
        if key.hasPrefix("sk-or-") {
            return ("is a key of OpenRouter's (sk-or-...), and OpenAI will refuse it", fromOpenAI)
        }
        let isDummy = Config.wellKnownClientKey == Secret(key)
        if isDummy {
            return ("is the word dummy, which is what clients send to this program", fromOpenAI)
        }
        if !key.hasPrefix("sk-") || key.utf8.count < 20 {
            return ("does not look like one of OpenAI's, which begin with sk- and are longer than 20", fromOpenAI)
        }
        return nil
    }
}
