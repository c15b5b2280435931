import Foundation
import TestSupport
import Testing
import TranslationTestSupport

@testable import ProxyConfiguration
@testable import Translation

/// Real configurations for LiteLLM, and their result here.
@Suite struct LiteLLMFixtureTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/litellm")

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

    private static let environment: [String: String] = {
        let names = [
            "OPENAI_API_KEY", "OPENAI_API_KEY_1", "OPENAI_API_KEY_2", "OPENAI_ORG", "OPENROUTER_API_KEY",
            "DEEPSEEK_API_KEY", "GROQ_API_KEY", "TOGETHERAI_API_KEY", "XAI_API_KEY", "LITELLM_MASTER_KEY",
            "AZURE_KEY_OF_THE_VAULT", "AZURE_API_VERSION", "DATABASE_URL", "REDIS_HOST", "REDIS_PASSWORD",
        ]
        return Dictionary(uniqueKeysWithValues: names.map { ($0, "hidden-\($0.lowercased())") })
    }()

    @Test func `there are files of at least ten kinds`() {
        #expect(Self.names.count >= 10)
    }

    @Test(arguments: names)
    func `a file loads, or says precisely what is not supported`(_ name: String) throws {
        let file = Self.folder.appending(path: "\(name)/config.yaml")
        let yaml = try String(contentsOf: file, encoding: .utf8)
        let text = Self.report(ConfigText(yaml, environment: Self.environment))

        for secret in ["hidden-", "-hidden", "/hidden", "Bearer hidden"] {
            #expect(!text.contains(secret), "a key or another secret value is shown")
        }
        #expect(try Golden.difference(of: text, from: Self.folder.appending(path: "\(name)/expected.txt")) == nil)
    }

    /// Every setting is heeded, or named in a warning or error: by the lines that say so, and by what a changed value
    /// changes.
    @Test(arguments: names)
    func `nothing in a file is dropped in silence`(_ name: String) throws {
        let file = Self.folder.appending(path: "\(name)/config.yaml")
        let yaml = try String(contentsOf: file, encoding: .utf8)
        let written = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        let report = Self.report(ConfigText(yaml, environment: Self.environment))
        let before = Self.outcome(of: yaml)
        // Of a file that is refused nothing is heeded.
        guard case .read = before else { return }
        for (index, line) in written.enumerated() {
            guard let found = line.firstMatch(of: /^( +(?:- )?)([a-zA-Z_]+): +[^\s&{\[]/) else { continue }
            let isNamed = Self.enclosing(index, written).contains { Self.isNamed($0 + 1, in: report) }
            guard !isNamed else { continue }
            var lines = written
            lines[index] = "\(found.1)\(found.2): 7777777"
            let isSupported = Self.outcome(of: lines.joined(separator: "\n")) != before
            #expect(isSupported, "line \(index + 1), \(found.2), is neither supported nor named")
        }
    }

    private static func isNamed(_ line: Int, in report: String) -> Bool {
        report.contains("(line \(line))") || report.contains("config.yaml:\(line):")
    }

    /// A line and those above it that it stands below, as in a map that is named as a whole.
    private static func enclosing(_ index: Int, _ lines: [Substring]) -> [Int] {
        var indentation = Int.max
        return (0...index).reversed().filter { line in
            let text = lines[line].drop { $0 == " " }
            let own = lines[line].count - text.count
            guard !text.isEmpty, !text.hasPrefix("#"), own < indentation else { return false }
            indentation = own
            return true
        }
    }

    /// All that is read, keys too, which no report shows.
    private enum Outcome: Equatable {
        case read(Config, [ConfigWarning])
        case refused(ConfigErrors)
        case other
    }

    private static func outcome(of yaml: String) -> Outcome {
        do {
            let (config, warnings) = try ConfigText(yaml, environment: environment).parsed()
            return .read(config, warnings)
        } catch let errors as ConfigErrors {
            return .refused(errors)
        } catch {
            return .other
        }
    }

    // MARK: Results

    private static func report(_ text: ConfigText) -> String {
        do {
            let (config, warnings) = try text.parsed()
            return describe(config) + "warnings\n" + warnings.map { "  \($0)\n" }.joined()
        } catch let errors as ConfigErrors {
            return "errors\n" + errors.errors.map { "  \($0)\n" }.joined()
        } catch {
            return "\(error)\n"
        }
    }

    private static func describe(_ config: Config) -> String {
        var text = "mapping\n"
        for rule in config.models {
            text += "  \(rule.match) → \(rule.to)  at \(rule.upstream)\(options(rule))  (line \(rule.line ?? 0))\n"
        }
        text += "upstreams\n"
        for upstream in config.upstreams { text += "  \(describe(upstream))\n" }
        if !config.catalog.isEmpty { text += "facts\n" }
        for override in config.catalog { text += "  \(describe(override))\n" }
        let window = ClaudeCodeEnvironment(config).variables.first { $0.name == "CLAUDE_CODE_AUTO_COMPACT_WINDOW" }
        text += "window \(window?.value ?? "not said")\n"
        return text
            + "clients send \(config.clientKeys == [Config.wellKnownClientKey] ? "dummy" : "a key of their own")\n"
    }

    private static func options(_ rule: ModelRule) -> String {
        let options: [(String, String?)] = [
            ("api", rule.api?.rawValue), ("effort", rule.effort),
            ("max_output_tokens", rule.maxOutputTokens.map(String.init)), ("service_tier", rule.serviceTier),
            ("verbosity", rule.verbosity), ("extra_body", rule.extraBody?.text),
        ]
        return options.compactMap { name, value in value.map { "  \(name)=\($0)" } }.joined()
    }

    private static func describe(_ upstream: UpstreamSettings) -> String {
        let headers = upstream.headers.map(\.name).joined(separator: ",")
        return "\(upstream.name)  \(upstream.baseURL)  \(upstream.apiKey == nil ? "no key" : "a key")"
            + (headers.isEmpty ? "" : "  headers \(headers)")
            + "  first byte \(upstream.timeouts.firstByte), idle \(upstream.timeouts.idle), retries \(upstream.retries)"
            + ", at once \(upstream.maxConcurrent)"
    }

    private static func describe(_ override: ModelOverride) -> String {
        let facts: [(String, String?)] = [
            ("input_window", override.inputWindow.map(String.init)),
            ("max_output_tokens", override.maximumOutputTokens.map(String.init)),
            ("efforts", override.efforts.map { $0.map(\.rawValue).joined(separator: ",") }),
            ("images", override.acceptsImages.map(String.init)),
            ("price", override.price.map { "\(figures([$0.input, $0.cachedInput, $0.cacheWrite, $0.output]))" }),
        ]
        return override.name + facts.compactMap { name, value in value.map { "  \(name)=\($0)" } }.joined()
    }

    private static func figures(_ prices: [Double?]) -> String {
        prices.map { $0.map { "\($0)" } ?? "-" }.joined(separator: "/")
    }
}
