import Translation

extension ConfigReader {
    mutating func models(_ value: YAMLValue?, upstreams: [UpstreamSettings]) -> [ModelRule] {
        let names = upstreams.map(\.name)
        guard let value else {
            return ModelRule.defaults.map { rule in
                var rule = rule
                rule.upstream = names.first ?? rule.upstream
                return rule
            }
        }
        guard let entries = list(value, path: "models", of: "entries such as {match: \"claude-*\", to: gpt-5}")
        else { return [] }
        if entries.isEmpty {
            fail(
                place(value.line, "models"),
                "is empty, so every request would be refused; remove it to use the defaults"
            )
        }
        return entries.enumerated().compactMap { index, entry in
            rule(entry, path: "models[\(index)]", upstreams: names)
        }
    }

    private mutating func rule(_ value: YAMLValue, path: String, upstreams: [String]) -> ModelRule? {
        var section = section(value, path: path)
        let match = required("match", of: &section, as: .text("a model name or a pattern such as claude-opus-*"))
        let to = required("to", of: &section, as: .text("the upstream's model name"))
        let upstream = self.value(
            "upstream",
            of: &section,
            as: .name(among: upstreams),
            default: upstreams.first ?? ""
        )
        let api = optional("api", of: &section, as: ConfigForm<UpstreamAPI>.word)
        let effort = effort(of: &section)
        let maxOutputTokens = optional("max_output_tokens", of: &section, as: .integer(in: 1...10_000_000))
        let serviceTier = serviceTier(of: &section)
        let verbosity = verbosity(of: &section)
        let extraBody = section.take("extra_body").flatMap { json($0, path: section.path(to: "extra_body")) }
        refuseUnknown(in: section)
        guard let match, let to else { return nil }
        checkStars(match: match, to: to, at: place(lines["\(path).to"], "\(path).to"))
        return ModelRule(
            match: match,
            to: to,
            upstream: upstream,
            api: api,
            effort: effort,
            maxOutputTokens: maxOutputTokens,
            serviceTier: serviceTier,
            verbosity: verbosity,
            extraBody: extraBody,
            line: value.line
        )
    }

    /// Each `*` of `to` is replaced by the text of one in `match`.
    mutating func checkStars(match: String, to: String, at place: ConfigPlace) {
        let (given, wanted) = (match.count { $0 == "*" }, to.count { $0 == "*" })
        guard wanted > given else { return }
        fail(place, "\"\(to)\" has more * than \"\(match)\"")
    }

    mutating func serviceTier(of section: inout ConfigSection) -> String? {
        word("service_tier", of: &section, known: Self.serviceTiers)
    }

    mutating func verbosity(of section: inout ConfigSection) -> String? {
        word("verbosity", of: &section, known: Self.verbosities)
    }

    /// A word that is sent as it is. OpenAI adds values more often than this program is released, so an unknown one is only
    /// a warning.
    private mutating func word(_ key: String, of section: inout ConfigSection, known: [String]) -> String? {
        guard let word = optional(key, of: &section, as: .text("one of \(known.joined(separator: " | "))"))
        else { return nil }
        if !known.contains(word) {
            let path = section.path(to: key)
            let advice = NearMiss.nearest(to: word, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
            let list = known.joined(separator: " | ")
            warn(place(lines[path], path), "\"\(word)\" is not one of \(list); it is sent as it is\(advice)")
        }
        return word
    }

    /// Efforts have an order, by which an unsupported one is lowered: an unknown word is an error.
    private mutating func effort(of section: inout ConfigSection) -> String? {
        let known = Effort.allCases.map(\.rawValue)
        let list = known.joined(separator: " | ")
        guard let word = optional("effort", of: &section, as: .text("one of \(list)")) else { return nil }
        if !known.contains(word) {
            let path = section.path(to: "effort")
            let advice = NearMiss.nearest(to: word, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
            fail(place(lines[path], path), "expected one of \(list), found \"\(word)\"\(advice)")
        }
        return word
    }

    private static let serviceTiers = ["auto", "default", "flex", "scale", "priority"]
    private static let verbosities = ["low", "medium", "high"]
}
