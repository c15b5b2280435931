import TestSupport
import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct RepairSettingsTests {
    private func repairs(_ yaml: String) throws -> RepairSettings { try ConfigText(yaml).config.repairs }

    @Test func `without a word about them all repairs are made`() throws {
        let repairs = try repairs("listen: 127.0.0.1:3999")

        #expect(repairs == RepairSettings())
        #expect(repairs.malformedJSON)
        #expect(repairs.emptyArguments == [RepairSettings.NamedParameter(tool: "Read", parameter: "pages")])
    }

    @Test func `a setting of a file is cited with its line`() throws {
        let repairs = try repairs(
            "repairs:\n  malformed_json: on\n  empty_arguments:\n    - Read.pages\n    - mcp__x.a.b"
        )

        #expect(repairs.malformedRule == "config.yaml:2")
        #expect(
            repairs.emptyArguments == [
                RepairSettings.NamedParameter(tool: "Read", parameter: "pages", rule: "config.yaml:4"),
                RepairSettings.NamedParameter(tool: "mcp__x", parameter: "a.b", rule: "config.yaml:5"),
            ]
        )
    }

    @Test(arguments: ["off", "no", "false"])
    func `each repair can be switched off`(_ off: String) throws {
        #expect(try !repairs("repairs: {malformed_json: \(off)}").malformedJSON)
        #expect(try repairs("repairs: {empty_arguments: \(off)}").emptyArguments == nil)
        #expect(try repairs("repairs: {malformed_json: \(off)}").emptyArguments?.count == 1)
    }

    @Test func `a list without entries leaves the rule of the schemas on`() throws {
        #expect(try repairs("repairs: {empty_arguments: []}").emptyArguments == [])
    }

    @Test func `LiteLLM's file may have repairs beside its models`() throws {
        let yaml =
            "model_list: [{model_name: a, litellm_params: {model: openai/b, api_key: k}}]\nrepairs: {malformed_json: off}"

        #expect(try !repairs(yaml).malformedJSON)
    }

    @Test(arguments: [
        ("repairs: on", "config.yaml:1: repairs: expected a map, found text"),
        (
            "repairs:\n  malformed_jsn: on",
            "config.yaml:2: repairs.malformed_jsn: unknown key; did you mean \"malformed_json\"?"
        ),
        (
            "repairs:\n  all: off",
            "config.yaml:2: repairs.all: unknown key; the keys here are malformed_json, empty_arguments"
        ),
        (
            "repairs: {malformed_json: onn}",
            "config.yaml:1: repairs.malformed_json: expected on or off, found \"onn\"; did you mean \"on\"?"
        ),
        ("repairs: {malformed_json: [on]}", "config.yaml:1: repairs.malformed_json: expected on or off, found a list"),
        (
            "repairs:\n  empty_arguments: Read.pages",
            "config.yaml:2: repairs.empty_arguments: expected a list such as [Read.pages], or off, found text"
        ),
        (
            "repairs:\n  empty_arguments:\n    - Read.pages\n    - Read",
            "config.yaml:4: repairs.empty_arguments[1]: expected TOOL.PARAMETER such as Read.pages, found \"Read\""
        ),
        (
            "repairs: {empty_arguments: [.pages]}",
            "config.yaml:1: repairs.empty_arguments[0]: expected TOOL.PARAMETER such as Read.pages, found \".pages\""
        ),
    ])
    func `a mistake is named with its line and the expected form`(_ yaml: String, _ error: String) {
        #expect(ConfigText(yaml).errors == [error])
    }
}
