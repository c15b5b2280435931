import TestSupport
import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct CatalogConfigTests {
    @Test func `every fact about a model can be set`() throws {
        let text = ConfigText(
            """
            catalog:
              my-local-model:
                input_window: 131072
                max_output_tokens: 8192
                apis: [chat]
                efforts: [high, low, medium]
                default_effort: medium
                sampling: never
                parallel_tool_calls: no
                verbosity: true
                images: off
                tools_on_chat: false
                developer_role: true
                cache_marks: true
                refuses: [temperature, "reasoning.summary"]
                price: {input: 1, cached: 0.1, output: 4, cache_write: 1.25, long: {above: 272000, input: 2, output: 6}}
                shutdown: 2027-01-14
            """
        )
        let config = try text.config
        let profile = ModelCatalog.bundled.applying(config.catalog).profile(for: "my-local-model")

        #expect(try text.warnings == [])
        #expect(profile.inputWindow == 131_072)
        #expect(profile.maximumOutputTokens == 8192)
        #expect(profile.dialects == [.chat])
        #expect(profile.efforts == [.low, .medium, .high])
        #expect(profile.defaultEffort == .medium)
        #expect(profile.sampling == .never)
        #expect(!profile.acceptsParallelToolCalls && !profile.acceptsImages)
        #expect(profile.acceptsVerbosity && profile.refusesToolsOnChat)
        #expect(profile.hasDeveloperRole && profile.takesCacheMarks)
        #expect(profile.refuses == ["temperature", "reasoning.summary"])
        #expect(profile.shutdown == "2027-01-14")
        let long = ModelProfile.LongInput(threshold: 272_000, input: 2, cachedInput: 2, cacheWrite: 2, output: 6)
        #expect(
            profile.prices
                == ModelProfile.Prices(input: 1, cachedInput: 0.1, cacheWrite: 1.25, output: 4, long: long)
        )
    }

    static let mistakes: [(yaml: String, error: String)] = [
        ("catalog: [a]", "config.yaml:1: catalog: expected a map, found a list"),
        ("catalog:\n  m: 5", "config.yaml:2: catalog.m: expected a map, found text"),
        (
            "catalog:\n  m:\n    input_windows: 5",
            "config.yaml:3: catalog.m.input_windows: unknown key; did you mean \"input_window\"?"
        ),
        (
            "catalogs: {}",
            "config.yaml:1: catalogs: unknown key; did you mean \"catalog\"?"
        ),
        (
            "catalog: {m: {input_window: lots}}",
            "config.yaml:1: catalog.m.input_window: expected a whole number from 1 to 100000000, found \"lots\""
        ),
        (
            "catalog:\n  m:\n    efforts: [low, hihg]",
            "config.yaml:3: catalog.m.efforts[1]: expected none | minimal | low | medium | high | xhigh | max, "
                + "found \"hihg\"; did you mean \"high\"?"
        ),
        (
            "catalog: {m: {efforts: [low, low]}}",
            "config.yaml:1: catalog.m.efforts[1]: stands in the list already"
        ),
        (
            "catalog: {m: {efforts: low}}",
            "config.yaml:1: catalog.m.efforts: expected a list of none | minimal | low | medium | high | xhigh | max, "
                + "found text"
        ),
        (
            "catalog: {gpt-5.2: {default_effort: minimal}}",
            "config.yaml:1: catalog.gpt-5.2.default_effort: expected one of the model's efforts "
                + "(none | low | medium | high | xhigh), found \"minimal\""
        ),
        (
            "catalog: {m: {default_effort: low}}",
            "config.yaml:1: catalog.m.default_effort: expected one of the model's efforts (none are there), "
                + "found \"low\""
        ),
        (
            "catalog: {m: {apis: [responces]}}",
            "config.yaml:1: catalog.m.apis[0]: expected responses | chat | anthropic, found \"responces\"; "
                + "did you mean \"responses\"?"
        ),
        (
            "catalog: {m: {stop: maybe}}",
            "config.yaml:1: catalog.m.stop: expected true or false, found \"maybe\""
        ),
        (
            "catalog: {m: {sampling: sometimes}}",
            "config.yaml:1: catalog.m.sampling: expected always | withoutReasoning | never, found \"sometimes\""
        ),
        (
            "catalog: {m: {shutdown: 2027-02-30}}",
            "config.yaml:1: catalog.m.shutdown: expected a day such as 2027-01-14, found \"2027-02-30\""
        ),
        (
            "catalog:\n  m:\n    price: {input: -1, output: 2}",
            "config.yaml:3: catalog.m.price.input: expected dollars for a million tokens, from 0 to 100000, "
                + "found \"-1\""
        ),
        (
            "catalog:\n  m:\n    price: {input: 1}",
            "config.yaml:3: catalog.m.price.output: required; expected dollars for a million tokens, from 0 to 100000"
        ),
        (
            "catalog:\n  gpt-5.4:\n    price:\n      long: {input: 1, output: 2}",
            "config.yaml:4: catalog.gpt-5.4.price.long.above: required; expected a whole number from 1 to 100000000"
        ),
        (
            "catalog: {\"gpt-*\": {}}",
            "config.yaml:1: catalog.gpt-*: expected the upstream's name of one model, found \"gpt-*\""
        ),
    ]

    @Test func `the former key for stop sequences is read and has no effect`() throws {
        let text = ConfigText(
            """
            catalog:
              my-local-model: {stop: false, verbosity: true}
            """
        )

        #expect(try text.config.catalog.map(\.name) == ["my-local-model"])
        let warning = try #require(try text.warnings.first)
        #expect(warning.hasSuffix("has no effect: the proxy watches for stop sequences itself"))
    }

    @Test(arguments: mistakes)
    func `a mistake is named with its place`(yaml: String, error: String) {
        #expect(ConfigText(yaml).errors == [error])
    }

    @Test func `a known model's price may be changed in part`() throws {
        let catalog = try ConfigText("catalog: {gpt-5.2: {price: {output: 15}}}").config.catalog

        #expect(ModelCatalog.bundled.applying(catalog).profile(for: "gpt-5.2").prices?.output == 15)
        #expect(ModelCatalog.bundled.applying(catalog).profile(for: "gpt-5.2").prices?.input == 1.75)
    }

    @Test func `it may stand beside LiteLLM's keys`() throws {
        let text = ConfigText(
            """
            model_list:
              - {model_name: claude, litellm_params: {model: openai/m, api_base: "http://127.0.0.1:1/v1", api_key: k}}
            general_settings: {master_key: k}
            catalog: {m: {input_window: 5}}
            """
        )

        #expect(try text.config.catalog.map(\.name) == ["m"])
        #expect(try text.warnings == [])
    }

    @Test func `clients get the configuration's window`() throws {
        let config = try ConfigText(
            """
            upstreams: {openai: {api_key: k}}
            models: [{match: a, to: m}]
            catalog: {m: {input_window: 4321}}
            """
        ).config

        #expect(ClaudeCodeEnvironment(config).exports().contains("CLAUDE_CODE_AUTO_COMPACT_WINDOW=4321"))
    }
}
