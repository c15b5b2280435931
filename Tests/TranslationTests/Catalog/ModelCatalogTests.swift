import Testing

@testable import Translation

@Suite struct ModelCatalogTests {
    private let catalog = ModelCatalog.bundled

    @Test func `the data file is readable and complete`() throws {
        let read = try ModelCatalog(json: PackageResources.models_json)

        #expect(read.models.count == 45)
        #expect(read.date.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil)
        #expect(!read.sources.isEmpty)
        #expect(catalog.models == read.models)
    }

    @Test(arguments: ModelCatalog.bundled.models)
    func `a model's facts agree with each other`(profile: ModelProfile) throws {
        #expect(profile.isKnown)
        #expect(profile.inputWindow >= profile.maximumOutputTokens)
        #expect(profile.efforts == profile.efforts.sorted())
        #expect(Set(profile.efforts).count == profile.efforts.count)
        #expect(profile.dialects.contains(.responses))
        if let effort = profile.defaultEffort { #expect(profile.efforts.contains(effort)) }
        if profile.sampling == .withoutReasoning { #expect(profile.efforts.contains(.none)) }
        if let shutdown = profile.shutdown { #expect(shutdown.wholeMatch(of: /20\d\d-[01]\d-[0-3]\d/) != nil) }
        let prices = try #require(profile.prices)
        #expect(prices.input > 0 && prices.output > prices.input)
        #expect(prices.cachedInput <= prices.input && prices.cacheWrite >= prices.input)
    }

    @Test func `a model's own facts override its family's`() {
        #expect(catalog.profile(for: "o3-mini").acceptsImages == false)
        #expect(catalog.profile(for: "o3-pro").dialects == [.responses])
        #expect(catalog.profile(for: "gpt-5.4-mini").inputWindow == 272_000)
    }

    @Test(arguments: [
        ("gpt-5.3-codex", false), ("gpt-5.4", true), ("gpt-6-luna", true), ("gpt-5.2", false), ("gpt-4.1", false),
    ])
    func `models from gpt-5.4 on take tools on Chat Completions only without reasoning`(name: String, refuses: Bool) {
        let profile = catalog.profile(for: name)

        #expect((profile.refusesToolsOnChat && profile.dialects.contains(.chat)) == refuses)
    }

    @Test(arguments: [
        "gpt-5.2-2026-01-01", "openai/gpt-5.2", "ft:gpt-5.2-2026-01-01:acme:support:9aB", "openai/gpt-5.2-2026-01-01",
    ])
    func `an id made from a known name has that model's facts`(id: String) {
        #expect(catalog.profile(for: id) == catalog.profile(for: "gpt-5.2"))
    }

    @Test(arguments: ["gpt-5.2-2026-1-01", "gpt-5.2-20260101", "GPT-5.2", "gpt-5.2 "])
    func `an id that only looks like one of them is unknown`(id: String) {
        #expect(!catalog.profile(for: id).isKnown)
    }

    @Test(arguments: [
        "gpt-7", "gpt-6.3-sol", "gpt-10.1-astra-2027-05-01", "gpt-5.1-mini", "o5", "o7-mini", "openai/gpt-7",
    ])
    func `a name newer than the table reasons and takes no sampling`(name: String) {
        let profile = catalog.profile(for: name)

        #expect(!profile.isKnown)
        #expect(profile.name == name)
        #expect(profile.efforts == [.low, .medium, .high])
        #expect(profile.inputWindow == 272_000)
        #expect(profile.maximumOutputTokens == 128_000)
        #expect(profile.sampling == .never)
        #expect(profile.dialects.first == .responses)
        #expect(profile.refusesToolsOnChat)
        #expect(profile.hasDeveloperRole)
        #expect(profile.prices == nil)
    }

    @Test(arguments: [
        "llama-4-70b", "gpt-oss-120b", "gpt-4-turbo", "gpt-35-turbo", "gpt-3.5-turbo", "deepseek-chat", "o", "omni-1",
        "o3x", "", "gpt-", "qwen/qwen3", "-2026-01-01",
    ])
    func `any other name is treated as a plain chat model`(name: String) {
        let profile = catalog.profile(for: name)

        #expect(!profile.isKnown)
        #expect(!profile.reasons)
        #expect(profile.inputWindow == 128_000)
        #expect(profile.maximumOutputTokens == 16_384)
        #expect(profile.sampling == .always)
        #expect(!profile.hasDeveloperRole)
        #expect(profile.dialects.contains(.chat))
    }

    private static let family = """
        "family": "f", "input_window": 2, "max_output_tokens": 1, "apis": ["chat"], "efforts": [], "sampling": "never",
        "parallel_tool_calls": true, "verbosity": true, "images": true, "tools_on_chat": true, "developer_role": true,
        "image_tokens": {"base": 1, "tile": 2}
        """

    @Test(arguments: [
        #"{"#,
        #"[]"#,
        #"{"date": "d", "sources": []}"#,
        #"{"date": "d", "sources": [], "families": [{"family": "f", "models": [{"name": "m"}]}]}"#,
        #"{"date": "d", "sources": [], "families": [{FAMILY, "models": [{"name": "m", "input_widnow": 3}]}]}"#,
        #"{"date": "d", "sources": [], "families": [{FAMILY, "models": [{"name": "m", "efforts": ["huge"]}]}]}"#,
        #"{"date": "d", "sources": [], "families": [{FAMILY, "models": [{"name": "m", "input_window": -1}]}]}"#,
        #"{"date": "d", "sources": [], "families": [{FAMILY, "models": [{"name": "m", "price": {"input": 1}}]}]}"#,
        #"{"date": "d", "sources": [], "families": [{FAMILY, "models": [{"name": "m"}, {"name": "m"}]}]}"#,
        #"{"date": "d", "sources": [], "families": [], "more": 1}"#,
        #"{"date": "d", "sources": [], "families": [], "examples": ["m"]}"#,
        #"{"date": "d", "sources": [], "families": [{FAMILY, "models": [{"name": "m", "shutdown": "soon"}]}]}"#,
        #"{"date": "d", "sources": [], "families": [{FAMILY, "models": [{"name": "m", "image_tokens": {"base": 1}}]}]}"#,
        #"{"date": "d", "sources": [], "families": [{FAMILY, "models": [{"name": "m", "refuses": [1]}]}]}"#,
        #"{"date": "d", "sources": [], "families": [{FAMILY, "models": [{"name": "m", LONG}]}]}"#,
    ])
    func `a data file with a mistake in it is refused`(json: String) {
        let long = #""price": {"input": 1, "output": 2, "long": {"input": 3, "output": 4}}"#
        let bytes = Array(json.replacing("FAMILY", with: Self.family).replacing("LONG", with: long).utf8)

        #expect(throws: JSONMismatch.self) { try ModelCatalog(json: bytes) }
    }

    @Test func `the file of the tests above would be read without its mistake`() throws {
        let json = #"{"date": "d", "sources": ["s"], "families": [{FAMILY, "models": [{"name": "m"}]}]}"#

        let catalog = try ModelCatalog(json: Array(json.replacing("FAMILY", with: Self.family).utf8))

        #expect(catalog.models.map(\.name) == ["m"])
        #expect(catalog.sources == ["s"])
    }

    @Test func `an empty catalog still answers`() {
        #expect(!ModelCatalog().profile(for: "gpt-5.2").reasons)
        #expect(ModelCatalog().profile(for: "gpt-5.2").inputWindow > 0)
    }
}
