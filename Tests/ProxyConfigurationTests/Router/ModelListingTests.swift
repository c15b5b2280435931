import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct ModelListingTests {
    static let listings: [(rules: KeyValuePairs<String, String>, names: [String])] = [
        (
            ["claude-opus-*": "gpt-5.2", "claude-sonnet-*": "gpt-4.1", "claude-haiku-*": "gpt-5"],
            ["claude-opus-4-5 → gpt-5.2", "claude-sonnet-4-5 → gpt-4.1", "claude-haiku-4-5 → gpt-5"]
        ),
        (
            ["claude-opus-4-1": "gpt-5.2", "my-model": "gpt-5"],
            ["claude-opus-4-1 → gpt-5.2", "my-model → gpt-5"]
        ),
        (["claude-opus-4-5": "a", "claude-opus-*": "b"], ["claude-opus-4-5 → a", "claude-opus-4-1 → b"]),
        (
            ["claude-opus-*": "a", "claude-sonnet-*": "b", "claude-haiku-*": "c", "claude-*": "d"],
            ["claude-opus-4-5 → a", "claude-sonnet-4-5 → b", "claude-haiku-4-5 → c", "claude-3-7-sonnet-latest → d"]
        ),
        (
            ["claude-*": "a", "*": "gpt-5"], ["claude-opus-4-5 → a", "gpt-5 → gpt-5"]
        ),
        (["*": "*"], ["gpt-5.2 → gpt-5.2"]),
        (["gpt-*": "gpt-*"], ["gpt-5.2 → gpt-5.2"]),
        (["openai/*": "*"], ["openai/gpt-5.2 → gpt-5.2"]),
        (["anthropic/*": "gpt-5"], ["anthropic/claude-opus-4-5 → gpt-5"]),
        (["*haiku*": "gpt-5"], ["claude-haiku-4-5 → gpt-5"]),
        (["anthropic.claude-*-v1": "gpt-5"], ["anthropic.claude-4-5-v1 → gpt-5"]),
        (["claude-*": "a", "claude-opus-4": "never"], ["claude-opus-4-5 → a"]),
        (["a": "1", "a": "2"], ["a → 1"]),
    ]

    @Test(arguments: listings)
    func `each name is listed as written and each pattern by one it answers`(
        rules: KeyValuePairs<String, String>,
        names: [String]
    ) {
        #expect(RouteTable(rules).listing.map(\.displayName) == names)
    }

    @Test func `every id that is listed is routed as its display name says`() throws {
        let table = RouteTable([
            "claude-*-haiku-*": "x-*", "claude-opus-*": "a", "claude-*": "b", "openai/*": "*", "*": "c",
        ])

        for model in table.listing {
            #expect(try table.route(model.id).model == model.displayName.split(separator: " → ").last.map(String.init))
        }
        #expect(Set(table.listing.map(\.id)).count == 5)
    }
}
