extension ConfigReader {
    mutating func upstreams(_ value: YAMLValue?) -> [UpstreamSettings] {
        let section = section(value, path: "upstreams")
        let upstreams = section.members.map { upstream($0.key, $0.value, at: $0.line) }
        if upstreams.isEmpty, let value, case .map = value.content {
            fail(place(value.line, "upstreams"), "expected at least one upstream, found an empty map")
        }
        return upstreams.isEmpty ? [defaultOpenAI] : upstreams
    }

    /// OpenAI with the key in `$OPENAI_API_KEY`, if set.
    var defaultOpenAI: UpstreamSettings {
        var upstream = UpstreamSettings.openAI
        upstream.apiKey = environment[UpstreamSettings.keyVariable].flatMap { $0.isEmpty ? nil : Secret($0) }
        return upstream
    }

    private mutating func upstream(_ name: String, _ value: YAMLValue, at line: Int) -> UpstreamSettings {
        var section = section(value, path: "upstreams.\(name)")
        if name.isEmpty || name.contains(where: { $0.isWhitespace || $0 == "*" }) {
            fail(place(line, "upstreams"), "expected a name without spaces and *, found \"\(name)\"")
        }
        var upstream = UpstreamSettings(name: name, baseURL: "")
        if name == UpstreamSettings.openAI.name {
            upstream = defaultOpenAI
            upstream.baseURL = self.value("base_url", of: &section, as: .baseURL, default: upstream.baseURL)
        } else {
            upstream.baseURL = required("base_url", of: &section, as: .baseURL) ?? ""
        }
        if let key = section.take("api_key") {
            let before = errors.count
            upstream.apiKey =
                read(key, path: section.path(to: "api_key"), as: .keyOrOff, unset: unsetKeys) ?? nil
            replaceCause(.unsetVariable, with: .unsetKey(upstream: name), since: before)
        }
        upstream.kind = self.value("kind", of: &section, as: .serverKind, default: upstream.kind)
        upstream.api = self.value("api", of: &section, as: .word, default: upstream.api)
        upstream.headers = headers(self.section("headers", of: &section))
        upstream.timeouts = timeouts(self.section("timeouts", of: &section))
        upstream.retries = self.value("retries", of: &section, as: .integer(in: 0...10), default: upstream.retries)
        upstream.maxConcurrent = self.value(
            "max_concurrent",
            of: &section,
            as: .integer(in: 1...10_000),
            default: upstream.maxConcurrent
        )
        if upstream.apiKey != nil, upstream.headers.contains(where: { $0.name.lowercased() == "authorization" }) {
            fail(place(section.line, section.path(to: "headers")), Self.twoKeys)
        }
        refuseUnknown(in: section)
        return upstream
    }

    private mutating func timeouts(_ section: ConfigSection) -> UpstreamTimeouts {
        var section = section
        var timeouts = UpstreamTimeouts()
        timeouts.connect = value("connect", of: &section, as: .timeout, default: timeouts.connect)
        timeouts.firstByte = value("first_byte", of: &section, as: .timeout, default: timeouts.firstByte)
        timeouts.idle = value("idle", of: &section, as: .timeout, default: timeouts.idle)
        refuseUnknown(in: section)
        return timeouts
    }

    mutating func headers(_ section: ConfigSection) -> [UpstreamHeader] {
        section.members.compactMap { member in
            let path = section.path(to: member.key)
            if ConfigForm.headerName.read(YAMLScalar(text: member.key, isQuoted: true)) == nil {
                fail(place(member.line, path), "expected \(ConfigForm.headerName.expected)")
            } else if Self.ownHeaders.contains(member.key.lowercased()) {
                fail(place(member.line, path), "this header is set for each request and cannot be changed")
            }
            return read(member.value, path: path, as: .secret("a text on one line"), unset: unsetOtherKeys)
                .map { UpstreamHeader(name: member.key, value: $0) }
        }
    }

    private static let twoKeys = "api_key already sets authorization; write api_key: off to set it here"

    /// Two of one of these would break the request's framing or its routing.
    private static let ownHeaders: Set<String> = [
        "connection", "content-length", "content-type", "host", "transfer-encoding",
    ]
}
