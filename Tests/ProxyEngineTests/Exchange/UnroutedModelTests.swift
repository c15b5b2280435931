import TestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct UnroutedModelTests {
    private func failure(_ table: RouteTable, _ asked: String) throws -> UnroutedModel {
        UnroutedModel(try #require(throws: RoutingError.self) { try table.route(asked) })
    }

    /// What the client reads.
    private func message(_ model: UnroutedModel) -> String { APIError(ExchangeFailure.unrouted(model)).message }

    @Test func `the message names the model, the nearest one, the mapped ones and the file`() throws {
        let table = RouteTable(
            try ConfigText("models: [{match: \"claude-opus-*\", to: a}, {match: \"claude-sonnet-*\", to: b}]").config
        )

        #expect(
            message(try failure(table, "claude_sonnet_4"))
                == "No model is mapped for \"claude_sonnet_4\". Mapped are: claude-opus-*, claude-sonnet-*. Case, hyphens "
                + "and underscores matter. Did you mean \"claude-sonnet-4\" (claude-sonnet-* is mapped)? To map the other "
                + "name, add it under \"models:\" in config.yaml."
        )
    }

    @Test func `where nothing is near nothing is guessed`() throws {
        #expect(
            message(try failure(RouteTable(Config.default), "gpt-4o"))
                == "No model is mapped for \"gpt-4o\". Mapped are: claude-opus-*, claude-sonnet-*, claude-haiku-*. Case, "
                + "hyphens and underscores matter. To map it, write a config.yaml with it under \"models:\" (there is "
                + "none: the defaults apply)."
        )
    }

    @Test func `in LiteLLM's form the list is called model_list, and a name needs no pattern beside it`() {
        let error = RoutingError.unknownModel(
            asked: "My_Model",
            nearest: NearestModel(name: "my-model", pattern: "my-model"),
            configured: ["my-model"],
            source: .liteLLM("litellm.yaml")
        )

        #expect(
            message(UnroutedModel(error))
                == "No model is mapped for \"My_Model\". Mapped are: my-model. Case, hyphens and underscores matter. Did "
                + "you mean \"my-model\"? To map the other name, add it under \"model_list:\" in litellm.yaml."
        )
    }

    @Test func `a huge name gets a message of bounded length at once`() throws {
        let error = try failure(RouteTable(Config.default), String(repeating: "x", count: 5_000_000))

        #expect(error.description.count < 400)
        #expect(ExchangeFailure.unrouted(error).label == "unknown_model")
    }

    @Test func `the name is shown as sent, without line breaks`() throws {
        let description = try failure(RouteTable(Config.default), "gpt\n\u{1B}[2J-ü[1m]").description

        #expect(description.hasPrefix("No model is mapped for \"gpt??[2J-ü[1m]\". Mapped"))
    }

    @Test func `a long list is cut, with a mark`() throws {
        var config = Config.default
        config.models = (1...40).map { ModelRule(match: "model-\($0)", to: "a", upstream: "openai") }

        let description = try failure(RouteTable(config), "other").description

        #expect(description.contains("model-30 and 10 more. "))
        #expect(!description.contains("model-31"))
    }
}
