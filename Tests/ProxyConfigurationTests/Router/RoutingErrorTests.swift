import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct RoutingErrorTests {
    private func failure(_ table: RouteTable, _ asked: String) throws -> RoutingError {
        try #require(throws: RoutingError.self) { try table.route(asked) }
    }

    private func nearest(_ table: RouteTable, _ asked: String) throws -> NearestModel? {
        switch try failure(table, asked) {
        case .unknownModel(_, let nearest, _, _): nearest
        }
    }

    static let near: [(asked: String, name: String, pattern: String)] = [
        ("claude_sonnet_4", "claude-sonnet-4", "claude-sonnet-*"),
        ("Claude-Opus-4.5", "claude-opus-4-5", "claude-opus-*"),
        ("CLAUDE OPUS 4", "claude-opus-4", "claude-opus-*"),
        ("claude-sonet-4-5", "claude-sonnet-4-5", "claude-sonnet-*"),
        ("claudesonnet4", "claude-sonnet-4", "claude-sonnet-*"),
        ("claude-haiku", "claude-haiku-4-5", "claude-haiku-*"),
        ("claude-3-5-sonnet-20241022", "claude-sonnet-4-5", "claude-sonnet-*"),
        ("sonnet", "claude-sonnet-4-5", "claude-sonnet-*"),
        ("claude-hiaku-4-5[1m]", "claude-haiku-4-5", "claude-haiku-*"),
        ("claude_sonnet_4[1m]", "claude-sonnet-4", "claude-sonnet-*"),
    ]

    @Test(arguments: near)
    func `the nearest is a name that can be asked for`(asked: String, name: String, pattern: String) throws {
        let table = RouteTable(Config.default)

        #expect(try nearest(table, asked) == NearestModel(name: name, pattern: pattern))
        #expect(throws: Never.self) { try table.route(name) }
    }

    @Test func `a suggestion keeps a pattern's underscores`() throws {
        let table = RouteTable(["my_model_*": "gpt-5"])

        #expect(try nearest(table, "my-model-4") == NearestModel(name: "my_model_4", pattern: "my_model_*"))
    }

    @Test func `separators and case are nearer than an edit`() throws {
        let table = RouteTable(["gpt-5-1x": "a", "gpt-5.1": "b"])

        #expect(try nearest(table, "GPT-5-1")?.name == "gpt-5.1")
    }

    @Test(arguments: ["claude-fable-5", "gpt-5", "", "[1m]", "-", "opus-magnum-x"])
    func `a name that is far from all others has no nearest`(asked: String) throws {
        #expect(try nearest(RouteTable(Config.default), asked) == nil)
    }

    @Test func `a rule that is never reached is not suggested`() throws {
        let table = RouteTable(["claude-opus-4": "a", "claude-opus-4": "b"])

        #expect(try nearest(table, "claude_opus_4")?.name == "claude-opus-4")
    }
}
