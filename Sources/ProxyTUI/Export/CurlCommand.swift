import Journal
import Translation

/// A request as a curl command. It contains no key: the shell inserts the user's own.
enum CurlCommand {
    /// The client's request, sent to this program again (stage 1). `proxy` is its address: `127.0.0.1:3999`.
    static func client(_ exchange: Exchange, _ stages: ExchangeStages, proxy: String) -> [UInt8] {
        let path =
            switch exchange.endpoint {
            case .messages: "/v1/messages"
            case .countTokens: "/v1/messages/count_tokens"
            }
        let kept = stages.clientRequest.headers.filter { field in
            let name = field.name.lowercased()
            return name.hasPrefix("anthropic-") || name == "x-claude-code-session-id"
        }
        return command(
            "http://\(proxy)\(path)",
            headers: ["content-type: application/json"] + kept.map { "\($0.name): \($0.value)" },
            key: #"x-api-key: $ANTHROPIC_API_KEY"#,
            stages.clientRequest
        )
    }

    /// The upstream request, sent there again without this program (stage 2).
    static func upstream(
        _ exchange: Exchange,
        _ stages: ExchangeStages,
        _ upstream: ProgramFacts.Upstream
    ) -> [UInt8] {
        let dialect = exchange.destination.map { Dialects.named($0.dialect) } ?? Dialects.all[0]
        let variable = upstream.server.keyVariable ?? "API_KEY"
        var headers = ["content-type: application/json"]
        var key: String?
        for header in dialect.headers(for: upstream.server, ClientExtras()) {
            switch header.value {
            case .text(let text): headers.append("\(header.name): \(text)")
            case .key(let prefix): key = key ?? "\(header.name): \(prefix)$\(variable)"
            }
        }
        return command(
            UpstreamAddress.joined(upstream.baseURL, dialect.traits.path),
            headers: headers,
            key: key ?? "",
            stages.upstreamRequest
        )
    }

    private static func command(
        _ address: String,
        headers: [String],
        key: String,
        _ capture: ExchangeStages.Capture
    ) -> [UInt8] {
        var text = ""
        if capture.omittedBytes > 0 {
            text += "# \(capture.omittedBytes) bytes of the body were not kept: the request is incomplete.\n"
        }
        let mark = endMark(for: capture.body)
        text += "curl --no-buffer --include \(quoted(address)) \\\n"
        for header in headers { text += "  --header \(quoted(header)) \\\n" }
        // In double quotes, so that the shell inserts the variable. Nothing else in it means anything to a shell.
        text += "  --header \"\(key)\" \\\n  --data-binary @- <<'\(mark)'\n"
        return Array(text.utf8) + capture.body + Array("\n\(mark)\n".utf8)
    }

    /// In single quotes nothing has a meaning to a shell. Line ends would break the header.
    static func quoted(_ text: String) -> String {
        ShellText.quoted(text.replacing("\n", with: " ").replacing("\r", with: " "))
    }

    /// A line that is not in the body.
    private static func endMark(for body: [UInt8]) -> String {
        let lines = Set(body.split(separator: 0x0A).filter { $0.starts(with: "BODY".utf8) && $0.count < 32 })
        var mark = "BODY"
        while lines.contains(Array(mark.utf8)[...]) { mark += "_" }
        return mark
    }
}
