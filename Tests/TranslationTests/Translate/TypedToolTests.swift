import Testing

@testable import Translation

@Suite struct TypedToolTests {
    @Test(arguments: ["bash_20250124", "text_editor_20241022", "text_editor_20250728", "memory_20250818"])
    func `a schema written out is one that OpenAI takes`(_ type: String) throws {
        let tool = try #require(TypedTool.named(type))
        let schema = try JSONDocument(tool.parameters.text).root

        #expect(schema["type"]?.string == "object")
        #expect(SchemaRepair.parameters(schema).changes.isEmpty)
        let required = schema["required"]?.elements.compactMap(\.string) ?? []
        let properties = schema["properties"]?.members.map(\.key.string) ?? []
        #expect(Set(required).isSubset(of: properties))
    }

    @Test func `only the older editor can undo`() {
        #expect(TypedTool.named("text_editor_20250124")?.parameters.text.contains("undo_edit") == true)
        #expect(TypedTool.named("text_editor_20250429")?.parameters.text.contains("undo_edit") == false)
    }

    @Test(arguments: ["computer_20250124", "bash", "bash_code_execution_20250825", "bash_latest", "", "_20250124"])
    func `a tool that runs elsewhere or is not known is none`(_ type: String) {
        #expect(TypedTool.named(type) == nil)
    }
}
