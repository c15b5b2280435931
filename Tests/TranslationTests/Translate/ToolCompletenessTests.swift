import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct ToolCompletenessTests {
    static let onlyAnthropics = [
        "computer_20241022", "computer_20250124", "computer_20251124", "computer_toolset_20260801",
        "browser_toolset_20260801", "code_execution_20250522", "code_execution_20250825", "code_execution_20260120",
        "code_execution_20260521", "web_fetch_20250910", "web_fetch_20260209", "web_fetch_20260309",
        "web_fetch_20260318", "tool_search_tool_regex_20251119", "tool_search_tool_bm25_20251119", "advisor_20260301",
        "mcp_toolset", "never_heard_of_20270101",
    ]

    static let run = [
        "bash_20241022", "bash_20250124", "text_editor_20241022", "text_editor_20250124", "text_editor_20250429",
        "text_editor_20250728", "memory_20250818",
    ]

    private func tool(_ type: String) -> String { #"{"type": "\#(type)", "name": "it"}"# }

    @Test(arguments: onlyAnthropics, DialectName.translated)
    func `a tool that only Anthropic runs is left out beside others, with a note`(
        _ type: String,
        _ dialect: DialectName
    ) throws {
        let request = try TranslationSample.request(
            fields: #""tools": [\#(tool(type)), \#(TranslationSample.tool("Read"))]"#
        )

        let translated = try TranslationSample.translate(request, dialect)

        #expect(try translated.json["tools"]?.count == 1)
        #expect(translated.notes(from: "tools[0]").map(\.kind) == [.drop])
    }

    @Test(arguments: onlyAnthropics, DialectName.translated)
    func `it is refused where it is alone or must be called`(_ type: String, _ dialect: DialectName) throws {
        let alone = try TranslationSample.request(fields: #""tools": [\#(tool(type))]"#)
        let forced = try TranslationSample.request(
            fields:
                #""tools": [\#(tool(type)), \#(TranslationSample.tool("Read"))], "tool_choice": {"type": "tool", "name": "it"}"#
        )

        for request in [alone, forced] {
            let error = #expect(throws: InvalidRequest.self) { try TranslationSample.translate(request, dialect) }
            #expect(error?.problem == "tool type \(type) is not supported by this upstream model")
        }
    }

    @Test(arguments: run, DialectName.translated)
    func `a tool that the client runs is a function with its schema`(_ type: String, _ dialect: DialectName) throws {
        let request = try TranslationSample.request(
            fields: #""tools": [\#(tool(type))], "tool_choice": {"type": "tool", "name": "it"}"#
        )

        let translated = try TranslationSample.translate(request, dialect)

        let sent = try #require(translated.json["tools"]?.elements.first { _ in true })
        let function = sent["function"] ?? sent
        #expect(function["name"]?.string == "it")
        #expect(try #require(function["parameters"]?["properties"]).count > 0)
        #expect(translated.notes(from: "tools[0]").map(\.kind) == [.map])
    }

    @Test func `strict is always sent on Responses, and on Chat Completions only if it holds`() throws {
        let fitting = #"""
            {"name": "fits", "strict": true, "input_schema": {"type": "object", "properties": {"a": {"type": "string"}},
             "required": ["a"], "additionalProperties": false}}
            """#
        let open = TranslationSample.tool("open", #""strict": true"#)
        let request = try TranslationSample.request(
            fields: #""tools": [\#(fitting), \#(open), \#(TranslationSample.tool("plain"))]"#
        )

        let responses = try TranslationSample.translate(request, .responses)
        let chat = try TranslationSample.translate(request, .chat)

        #expect(try #require(responses.json["tools"]).elements.map { $0["strict"]?.bool } == [true, false, false])
        #expect(try #require(chat.json["tools"]).elements.map { $0["function"]?["strict"]?.bool } == [true, nil, nil])
        for translated in [responses, chat] {
            #expect(translated.notes(from: "tools[1].strict").map(\.kind) == [.lossy])
        }
    }

    @Test(arguments: DialectName.translated)
    func `a tool that the conversation withdrew cannot be forced`(_ dialect: DialectName) throws {
        let messages = #"""
            {"role": "user", "content": "a"},
            {"role": "system", "content": [{"type": "tool_removal", "tool": {"type": "tool_reference", "name": "Read"}}]}
            """#
        let request = try TranslationSample.request(
            messages,
            fields: #""tools": [\#(TranslationSample.tool("Read"))], "tool_choice": {"type": "tool", "name": "Read"}"#
        )

        let error = #expect(throws: InvalidRequest.self) { try TranslationSample.translate(request, dialect) }
        #expect(error?.path == "tool_choice.name")
    }

    @Test(arguments: DialectName.translated)
    func `a request without tools may get one from its conversation`(_ dialect: DialectName) throws {
        let messages = #"""
            {"role": "user", "content": "a"},
            {"role": "system", "content": [{"type": "tool_addition", "tool":
             {"type": "tool_definition", "definition": \#(TranslationSample.tool("Inline"))}}]}
            """#

        let translated = try TranslationSample.translate(TranslationSample.request(messages), dialect)

        #expect(try translated.json["tools"]?.count == 1)
        #expect(translated.notes(from: "messages[1].content[0]").map(\.kind) == [.map])
    }
}
