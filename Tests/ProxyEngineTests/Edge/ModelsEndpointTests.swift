import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct ModelsEndpointTests {
    private static let ids = ["claude-a", "claude-b", "claude-c", "claude-d"]

    private static let configure: @Sendable (inout Config) -> Void = { config in
        config.models = ids.map { ModelRule(match: $0, to: "gpt-4.1", upstream: RunningEngine.upstreamName) }
    }

    private static func ids(of page: JSON) -> [String] {
        (page["data"]?.elements ?? []).compactMap { $0["id"]?.string }
    }

    @Test func `concrete names are listed as written, patterns by a name that they take`() async throws {
        let configure: @Sendable (inout Config) -> Void = { config in
            config.models = [
                ModelRule(match: "claude-opus-*", to: "gpt-5.2", upstream: RunningEngine.upstreamName),
                ModelRule(match: "my-model", to: "gpt-4.1", upstream: RunningEngine.upstreamName),
            ]
        }
        try await RunningEngine.serving(configure: configure) { proxy in
            let page = try await proxy.answer("GET", "/v1/models?limit=1000").json

            #expect(Self.ids(of: page) == ["claude-opus-4-5", "my-model"])
            #expect(page["has_more"]?.bool == false)
            #expect(page["first_id"]?.string == "claude-opus-4-5")
            #expect(page["last_id"]?.string == "my-model")
        }
    }

    @Test func `a model shows its mapping and its limits`() async throws {
        try await RunningEngine.serving { proxy in
            let model = try await proxy.answer("GET", "/v1/models/claude-sonnet-4-5-20250929").json

            #expect(model["type"]?.string == "model")
            #expect(model["id"]?.string == "claude-sonnet-4-5-20250929")
            #expect(model["display_name"]?.string == "claude-sonnet-4-5-20250929 → gpt-4.1")
            #expect(model["max_input_tokens"]?.int == 1_047_576)
            #expect(model["max_tokens"]?.int == 32_768)
            #expect(model["lifecycle"]?.string == "active")
            #expect(model["created_at"]?.string?.hasSuffix("Z") == true)
        }
    }

    @Test func `an id that no rule takes is a 404`() async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer("GET", "/v1/models/gemini-pro")

            #expect(answer.status == 404)
            #expect(answer.error?.type == "not_found_error")
            #expect(answer.error?.message.contains("gemini-pro") == true)
        }
    }

    @Test func `an id is percent-decoded`() async throws {
        let configure: @Sendable (inout Config) -> Void = { config in
            config.models = [ModelRule(match: "team/model é", to: "gpt-4.1", upstream: RunningEngine.upstreamName)]
        }
        try await RunningEngine.serving(configure: configure) { proxy in
            let model = try await proxy.answer("GET", "/v1/models/team%2Fmodel%20%C3%A9").json

            #expect(model["id"]?.string == "team/model é")
        }
    }

    struct Page: Sendable, CustomTestStringConvertible {
        var query: String
        var ids: [String]
        var hasMore: Bool

        var testDescription: String { query }
    }

    static let pages = [
        Page(query: "limit=2", ids: ["claude-a", "claude-b"], hasMore: true),
        Page(query: "limit=2&after_id=claude-b", ids: ["claude-c", "claude-d"], hasMore: false),
        Page(query: "limit=1&after_id=claude-b", ids: ["claude-c"], hasMore: true),
        Page(query: "after_id=claude-d", ids: [], hasMore: false),
        Page(query: "before_id=claude-c", ids: ["claude-a", "claude-b"], hasMore: false),
        Page(query: "limit=1&before_id=claude-d", ids: ["claude-c"], hasMore: true),
        Page(query: "limit=1000", ids: ids, hasMore: false),
    ]

    @Test(arguments: pages)
    func `the list comes in pages`(_ page: Page) async throws {
        try await RunningEngine.serving(configure: Self.configure) { proxy in
            let answer = try await proxy.answer("GET", "/v1/models?" + page.query).json

            #expect(Self.ids(of: answer) == page.ids)
            #expect(answer["has_more"]?.bool == page.hasMore)
            #expect(answer["first_id"]?.string == page.ids.first)
            #expect(answer["last_id"]?.string == page.ids.last)
        }
    }

    @Test(arguments: ["0", "-1", "1001", "many", ""])
    func `a limit that is none is a 400`(limit: String) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer("GET", "/v1/models?limit=\(limit)")

            #expect(answer.status == 400)
            #expect(answer.error?.message.hasPrefix("limit:") == true)
        }
    }
}
