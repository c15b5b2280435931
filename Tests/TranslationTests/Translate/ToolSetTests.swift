import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct ToolSetTests {
    private static func tools(_ count: Int) -> String {
        (0..<count).map { TranslationSample.tool("tool_\($0)") }.joined(separator: ", ")
    }

    @Test(arguments: DialectName.translated)
    func `128 tools are offered and 129 are refused with a way out`(_ dialect: DialectName) throws {
        let fitting = try TranslationSample.request(fields: #""tools": [\#(Self.tools(128))]"#)
        #expect(try TranslationSample.translate(fitting, dialect).json["tools"]?.count == 128)

        let excessive = try TranslationSample.request(fields: #""tools": [\#(Self.tools(129))]"#)
        let error = #expect(throws: InvalidRequest.self) { try TranslationSample.translate(excessive, dialect) }
        #expect(error?.path == "tools")
        #expect(error?.problem.contains("at most 128 tools and this request offers 129") == true)
    }

    @Test func `tools that wait for a search do not count towards the limit`() throws {
        let waiting = TranslationSample.tool("waiting", #""defer_loading": true"#)
        let request = try TranslationSample.request(fields: #""tools": [\#(Self.tools(128)), \#(waiting)]"#)

        #expect(try TranslationSample.translate(request).json["tools"]?.count == 128)
    }

    @Test func `another server's limit is its own`() throws {
        let request = try TranslationSample.request(fields: #""tools": [\#(Self.tools(129))]"#)
        let target = TranslationSample.target("qwen3-coder", isOpenAI: false)

        #expect(try TranslationSample.translate(request, .chat, for: target).json["tools"]?.count == 129)
    }

    struct Choice: Sendable {
        var asked: String
        var responses: String?
        var chat: String?
    }

    @Test(arguments: [
        Choice(asked: #"{"type": "auto"}"#, responses: #""auto""#, chat: #""auto""#),
        Choice(asked: #"{"type": "any"}"#, responses: #""required""#, chat: #""required""#),
        Choice(asked: #"{"type": "none"}"#, responses: #""none""#, chat: #""none""#),
        Choice(
            asked: #"{"type": "tool", "name": "Read"}"#,
            responses: #"{"type":"function","name":"Read"}"#,
            chat: #"{"type":"function","function":{"name":"Read"}}"#
        ),
        Choice(asked: "null", responses: nil, chat: nil),
    ])
    func `a choice is written in each API's form`(_ choice: Choice) throws {
        let fields = #""tools": [\#(TranslationSample.tool("Read"))], "tool_choice": \#(choice.asked)"#
        let request = try TranslationSample.request(fields: fields)

        #expect(try TranslationSample.translate(request, .responses).text("tool_choice") == choice.responses)
        #expect(try TranslationSample.translate(request, .chat).text("tool_choice") == choice.chat)
    }

    @Test(arguments: DialectName.translated)
    func `a named tool must be there even where there are no tools at all`(_ dialect: DialectName) throws {
        let request = try TranslationSample.request(fields: #""tool_choice": {"type": "tool", "name": "Read"}"#)

        let error = #expect(throws: InvalidRequest.self) { try TranslationSample.translate(request, dialect) }
        #expect(error?.description == #"tool_choice.name: names "Read", which is not one of the tools"#)
    }

    @Test func `a tool of Anthropic's cannot be forced on another model`() throws {
        let computer = #"{"type": "computer_20250124", "name": "computer"}"#
        let fields =
            #""tools": [\#(computer), \#(TranslationSample.tool("Read"))], "tool_choice": {"type": "tool", "name": "computer"}"#

        let error = #expect(throws: InvalidRequest.self) {
            try TranslationSample.translate(TranslationSample.request(fields: fields))
        }
        #expect(error?.problem == "tool type computer_20250124 is not supported by this upstream model")
    }

    @Test func `tools that all wait leave nothing to offer and nothing to refuse`() throws {
        let waiting = TranslationSample.tool("Later", #""defer_loading": true"#)
        let computer = #"{"type": "computer_20250124", "name": "computer"}"#
        let request = try TranslationSample.request(
            fields: #""tools": [\#(waiting), \#(computer)], "tool_choice": {"type": "any"}"#
        )

        let translated = try TranslationSample.translate(request)
        #expect(try translated.json["tools"] == nil)
        #expect(try translated.json["tool_choice"] == nil)
        #expect(translated.notes(from: "tool_choice").map(\.kind) == [.drop])
    }

    @Test(arguments: DialectName.translated)
    func `names that had to change come back as the client's`(_ dialect: DialectName) throws {
        let long = String(repeating: "n", count: 70)
        let request = try TranslationSample.request(
            fields: #""tools": [\#(TranslationSample.tool(long + "1")), \#(TranslationSample.tool(long + "2"))]"#
        )

        let translated = try TranslationSample.translate(request, dialect)
        let sent = try #require(translated.json["tools"]).elements.compactMap { ($0["function"] ?? $0)["name"]?.string }
        #expect(sent.allSatisfy { $0.count <= 64 })
        #expect(sent.map { translated.reply.toolNames[$0] } == [long + "1", long + "2"])
    }

    @Test func `a search is known to the reader of the answer`() throws {
        let search = #""tools": [{"type": "web_search_20250305", "name": "web_search"}]"#

        #expect(try TranslationSample.translate(TranslationSample.request(fields: search)).reply.offersWebSearch)
        #expect(try !TranslationSample.translate(TranslationSample.request()).reply.offersWebSearch)
    }
}
