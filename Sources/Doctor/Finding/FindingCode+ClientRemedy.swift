import Journal
import ProxyConfiguration
import Translation

// The fixes for models, dates, clocks and Claude Code.

extension ModelFact {
    func remedy(_ model: MappedModel) -> String? {
        switch self {
        case .available, .able, .availableAndAble, .answered: nil
        case .missing(let nearest, let names, let isCertain):
            (nearest.map { "Did you mean \"\($0)\"? Correct it there." }
                ?? (names.isEmpty
                    ? "Use the name of a model that it has." : "Use one that it has: \(Self.few(names))."))
                + (isCertain ? "" : " (A server with one model may accept any name.)")
        case .unknown: "If that is wrong, describe it under `catalog` in config.yaml."
        case .wrongAPI(_, let change), .toolsWithoutReasoning(let change?): change.remedy
        case .toolsWithoutReasoning(nil): "Nothing, or map to another model."
        case .calledNoTool: "Try again. Claude Code needs a model that calls tools."
        case .didNotAnswer, .streamed:
            "Map \(model.match) to another model (\(model.place)), or provide what the message asks for."
        }
    }

    private static func few(_ names: [String]) -> String {
        let shown = names.prefix(6).map { LogText.line(String($0.prefix(80))) }.joined(separator: ", ")
        return names.count > 6 ? "\(shown) and \(names.count - 6) more" : shown
    }
}

extension DialectChange {
    fileprivate var remedy: String {
        switch self {
        case .setAPI(let dialect): "Write `api: \(dialect.rawValue)` there."
        case .liteLLMResponses(let model):
            "Write `model: openai/responses/\(model)` there; with a provider other than openai, `mode: responses` under "
                + "its model_info."
        case .liteLLMChat: "Write the model there without `responses/`, and remove `mode: responses`."
        case .impossible: "Map to another model: in LiteLLM's format, OpenAI is always asked by Responses."
        }
    }
}

extension ShutdownFact {
    var remedy: String? {
        switch self {
        case .none: nil
        case .due(_, let match, _, _, _): "Map \(match) to another model."
        }
    }
}

extension ClockFact {
    var remedy: String? {
        switch self {
        case .agrees: nil
        case .differs: "Set the clock, for example by enabling NTP: certificates and log times depend on it."
        }
    }
}

extension ClaudeCodeFact {
    var remedy: String? {
        switch self {
        case .installed, .pointsHere: nil
        case .notInContainer(let url, let takesDummy):
            "There: export ANTHROPIC_BASE_URL=\(url) \(Self.token(takesDummy))"
        case .notInstalled: "Install it (https://code.claude.com/docs/en/setup), or add its folder to PATH."
        case .notOnPath(_, let folder): "export PATH=\(folder):$PATH"
        case .noVersion: "Run claude --version. If that fails too, install Claude Code again."
        case .brokenSettings: "Correct it, or move it away."
        case .baseURLUnset, .pointsElsewhere(.terminal, _, _):
            "In the terminal for Claude Code: eval \"$(dragoman env)\""
        case .hasPath(_, _, let correct): "Set it to \(correct), with nothing after the port."
        case .usesTLS(_, let correct): "Set it to \(correct)."
        case .pointsElsewhere(.file, _, let correct): "Set it to \(correct) there, or remove it."
        case .conflicting(let variable, .terminal): "In the terminal for Claude Code: unset \(variable.name)"
        case .conflicting(_, .file): "Remove it there."
        case .behindProxy(_, _, let host, let exceptions):
            "Where Claude Code runs: export NO_PROXY="
                + ([host] + (exceptions.isEmpty ? ["localhost"] : exceptions)).joined(separator: ",")
        case .tokenUnset(let takesDummy): "export \(Self.token(takesDummy))"
        case .twoKeys: "Keep only ANTHROPIC_AUTH_TOKEN."
        case .keyInsteadOfToken: "Rename it to ANTHROPIC_AUTH_TOKEN, which Claude Code uses without asking."
        case .keyNotAccepted(let variable, _, let takesDummy):
            (variable == "ANTHROPIC_AUTH_TOKEN" ? "Set it" : "Remove it, and set ANTHROPIC_AUTH_TOKEN")
                + (takesDummy ? " to dummy there; the upstream's key stays with the proxy." : " to one of client_keys.")
        case .unmappedModel(_, _, _, let key): "Map it under \(key), or set a name that GET /v1/models lists."
        case .windowUnset(_, let window), .windowNotNumber(_, let window), .windowTooLarge(_, _, let window):
            "Set CLAUDE_CODE_AUTO_COMPACT_WINDOW=\(window) there."
        case .overridden(_, let variables):
            "Remove \(variables.count == 1 ? "it" : "them") from env there, so that Claude Code uses this proxy."
        }
    }

    private static func token(_ takesDummy: Bool) -> String {
        takesDummy ? "ANTHROPIC_AUTH_TOKEN=dummy" : "ANTHROPIC_AUTH_TOKEN=KEY, where KEY is one of client_keys."
    }
}
