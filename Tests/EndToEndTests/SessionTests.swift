import Foundation
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    /// A day's work in one conversation.
    @Suite(.needsBothClients)
    struct SessionTests {
        private static let toolName = "lookup_" + String(repeating: "x", count: 69) + "_all"
        private static let tool = "mcp__lab__\(toolName)"
        private static let summary = "we have written, run, read and looked up"

        @Test(arguments: ScriptedAPI.models)
        func `a long session loses nothing that is not explained`(_ api: ScriptedAPI) async throws {
            try await Bridge.running(api, captures: true, []) { bridge in
                let server = try ToolServer(offering: [Self.toolName], image: SampleFile.png, in: bridge.folder)
                let id = try await Self.working(.current, over: bridge, server) { session in
                    try await Self.writing(session, bridge)
                    try await Self.looking(session, bridge)
                    try await Self.delegating(session, .current)
                    try await Self.delegatingInBackground(session)
                    try await Self.finding(session)
                    if api == .responses { try await Self.searching(session) }
                    try await Self.usingTheTool(session, bridge, as: Self.sentName(bridge))
                    try await Self.changingEffort(session, bridge)
                    try await Self.compacting(session)
                    try await Self.running(session, named: "after")
                    try await session.say("anything else", .on("", .text("no")), hearing: "no")
                    return try await session.sessionID
                }
                try await Self.resuming(id, bridge)

                #expect(try server.calls().map { $0["name"]?.string } == [Self.toolName])
                try await Self.checkWhatArrived(bridge)
                let losses = ExplainedLoss.counted(in: try await bridge.proxy.endedExchanges())
                let unexplained = Set(losses.keys).subtracting(ExplainedLoss.inAnySession(api))
                #expect(unexplained.isEmpty)
                try Self.checkThatItGrows(bridge, api)
            }
        }

        /// It compacts only in a terminal, finds its tools without a search and does not run agents in the background.
        @Test(arguments: ScriptedAPI.models)
        func `so does one with the older client`(_ api: ScriptedAPI) async throws {
            // What it asks beside the conversation: subagents that warm up, and which files a command has named.
            let aside: [ScriptRule] = [
                .always(on: "Warmup", .text("warm")),
                ScriptRule(RequestMatch(model: "gpt-5"), times: nil, answer: .text("aside")),
                ScriptRule(RequestMatch(model: "gpt-4.1"), times: nil, answer: .text("aside")),
            ]
            try await Bridge.running(api, captures: true, aside) { bridge in
                let server = try ToolServer(offering: [Self.toolName], image: SampleFile.png, in: bridge.folder)
                try await Self.working(.january, over: bridge, server) { session in
                    try await Self.writing(session, bridge)
                    try await Self.looking(session, bridge)
                    try await Self.delegating(session, .january)
                    if api == .responses { try await Self.searching(session) }
                    try await Self.usingTheTool(session, bridge, as: Self.sentName(bridge))
                }

                #expect(try server.calls().map { $0["name"]?.string } == [Self.toolName])
                try await Self.checkWhatArrived(bridge)
                let losses = ExplainedLoss.counted(in: try await bridge.proxy.endedExchanges())
                let unexplained = Set(losses.keys).subtracting(ExplainedLoss.inAnySession(api))
                #expect(unexplained.isEmpty)
                try Self.checkThatItGrows(bridge, api)
            }
        }
    }
}

// MARK: The turns

extension EndToEndTests.SessionTests {
    private static func working<Result: Sendable>(
        _ version: ClaudeCode.Version,
        over bridge: Bridge,
        _ server: ToolServer,
        body: @Sendable (ClaudeSession) async throws -> Result
    ) async throws -> Result {
        let tools = "Write,Edit,Bash,Read,WebSearch,\(version.searchTool),\(version.agentTool),mcp__lab"
        return try await ClaudeSession.running(
            version,
            [
                "--model", version == .current ? "claude-opus-5-5" : "claude-opus-4-5",
                "--mcp-config", server.configuration, "--allowedTools", tools,
            ],
            over: bridge,
            environment: version == .current ? [:] : ["MAX_THINKING_TOKENS": "8000", "ENABLE_TOOL_SEARCH": "false"],
            body: body
        )
    }

    /// Three turns: a file is written, changed and shown, by two commands at once of which one fails.
    private static func writing(_ session: ClaudeSession, _ bridge: Bridge) async throws {
        let file = bridge.folder.file("work/notes.txt")
        let write = ModelReply(
            .reasoning("I write it."),
            .text("Writing."),
            .call("Write", ["file_path": .string(file.path), "content": "alpha\nbeta\n"])
        )
        try await session.say(
            "begin the notes",
            .on("begin the notes", .reply(write)),
            .on("created successfully", .text("written")),
            hearing: "written"
        )
        let edit = ModelReply(
            .reasoning("I change it."),
            .call("Edit", ["file_path": .string(file.path), "old_string": "beta", "new_string": "gamma"])
        )
        try await session.say(
            "change the notes",
            .on("change the notes", .reply(edit)),
            .on("has been updated", .text("changed")),
            hearing: "changed"
        )
        #expect(try String(contentsOf: file, encoding: .utf8) == "alpha\ngamma\n")
        try await session.say(
            "show the notes",
            .on(
                "show the notes",
                .calls(
                    .call("Bash", ["command": "cat notes.txt; false", "description": "shows"]),
                    .call("Bash", ["command": "echo and-another", "description": "says"])
                )
            ),
            .on("and-another", .text("shown")),
            hearing: "shown"
        )
    }

    /// An image and a PDF are read, in one answer.
    private static func looking(_ session: ClaudeSession, _ bridge: Bridge) async throws {
        try bridge.folder.write(SampleFile.png, to: "work/dot.png")
        try bridge.folder.write(SampleFile.pdf, to: "work/page.pdf")
        let files = ["work/dot.png", "work/page.pdf"].map { JSON.string(bridge.folder.file($0).path) }
        let look = ModelReply(
            parts: [.reasoning("I look at both.")] + files.map { .call("Read", ["file_path": $0]) }
        )
        try await session.say(
            "look at them",
            .on("look at them", .reply(look)),
            .on("", .text("looked")),
            hearing: "looked"
        )
    }

    private static func delegating(_ session: ClaudeSession, _ version: ClaudeCode.Version) async throws {
        var errand: JSON = [
            "description": "errand", "prompt": "do the inner job", "subagent_type": "general-purpose",
        ]
        // The current client runs an agent in the background by default.
        if version == .current { errand = errand.setting("run_in_background", to: false) }
        let command = ModelReply(
            .reasoning("The agent thinks."),
            .call("Bash", ["command": "echo from-inside", "description": "says"])
        )
        try await session.say(
            "delegate it",
            .on("delegate it", .calls(.call(version.agentTool, errand))),
            .on("do the inner job", .reply(command)),
            .on("from-inside", .text("inner answer 4711")),
            .on("inner answer 4711", .text("heard of it")),
            hearing: "heard of it"
        )
    }

    private static func delegatingInBackground(_ session: ClaudeSession) async throws {
        let errand: JSON = [
            "description": "errand", "prompt": "do the background job", "subagent_type": "general-purpose",
            "run_in_background": true,
        ]
        try await session.say(
            "start it",
            .on("background answer 4712", .text("it has ended")),
            .on("start it", .calls(.call("Agent", errand))),
            .on("do the background job", .text("background answer 4712")),
            .on("launched successfully", .text("it runs")),
            hearing: "it has ended"
        )
    }

    /// Two deferred tools are found.
    private static func finding(_ session: ClaudeSession) async throws {
        let find: JSON = ["query": .string("select:WebSearch,\(tool)"), "max_results": 5]
        try await session.say(
            "find the tools",
            .on("find the tools", .calls(.call("ToolSearch", find))),
            .on("Tool loaded", .text("found")),
            hearing: "found"
        )
    }

    private static func searching(_ session: ClaudeSession) async throws {
        let search = ModelReply.WebSearch(
            query: "otters",
            sources: [(url: "https://example.org/otters", title: "All about otters")]
        )
        try await session.say(
            "look up the animal",
            .on("look up the animal", .calls(.call("WebSearch", ["query": "otters"]))),
            .on("web search for the query: otters", .reply(ModelReply(.webSearch(search), .text("Otters swim.")))),
            .on("https://example.org/otters", .text("looked up")),
            hearing: "looked up"
        )
    }

    /// The tool's name is too long for OpenAI, and what it answers holds an image.
    private static func usingTheTool(_ session: ClaudeSession, _ bridge: Bridge, as name: String) async throws {
        #expect(name.count <= 64)
        try await session.say(
            "use the tool",
            .on("use the tool", .reply(ModelReply(.reasoning("I use it."), .call(name, ["word": "żółw"])))),
            .on("", .text("used")),
            hearing: "used"
        )
    }

    private static func running(_ session: ClaudeSession, named word: String) async throws {
        try await session.say(
            "run it \(word)",
            .on(
                "run it \(word)",
                .calls(.call("Bash", ["command": .string("echo ran-\(word)"), "description": "says"]))
            ),
            .on("ran-\(word)", .text("ran \(word)")),
            hearing: "ran \(word)"
        )
    }

    /// From the next turn on the model thinks harder.
    private static func changingEffort(_ session: ClaudeSession, _ bridge: Bridge) async throws {
        try await session.command("/effort high", hearingAtFirst: "Set effort level to high")
        try await session.say("think again", .on("think again", .text("thought")), hearing: "thought")
        let request = try #require(try await bridge.asked("think again").last)
        #expect((request.json["reasoning"]?["effort"] ?? request.json["reasoning_effort"])?.string == "high")
    }

    private static func compacting(_ session: ClaudeSession) async throws {
        try await session.say(
            "/compact",
            .on("Respond with TEXT ONLY", .text("<summary>\(summary)</summary>")),
            hearing: ""
        )
        #expect(await session.events.contains { $0["subtype"]?.string == "compact_boundary" })
    }

    private static func resuming(_ id: String, _ bridge: Bridge) async throws {
        try await bridge.mock.script([.on("go on tomorrow", .text("good morning"))])
        let run = try await bridge.claude(.current, "go on tomorrow", "--resume", id, "--model", "claude-opus-5-5")
        #expect(run.text == "good morning")
        let last = try #require(try await bridge.asked("go on tomorrow").last)
        #expect(last.json.text.contains(summary))
        #expect(last.json.text.contains("ran-after"))
    }
}

// MARK: The checks

extension EndToEndTests.SessionTests {
    /// The name under which the tool is offered upstream.
    private static func sentName(_ bridge: Bridge) async throws -> String {
        let offered = try await bridge.mock.requests().last { request in
            request.toolNames.contains { $0.hasPrefix("mcp__lab__") }
        }
        return try #require(offered?.toolNames.first { $0.hasPrefix("mcp__lab__") })
    }

    /// The image came twice, from the file and from the tool, and the PDF once.
    private static func checkWhatArrived(_ bridge: Bridge) async throws {
        let request = try #require(
            try await bridge.mock.requests().last { $0.json.text.contains("begin the notes") }
        )
        let text = request.json.text
        let image = "data:image/png;base64," + Data(SampleFile.png).base64EncodedString()
        #expect(text.ranges(of: image).count == 2)
        #expect(text.ranges(of: "data:application/pdf;base64,").count == 1)
        #expect(text.contains("Error: Exit code 1"), "that a command failed is said")
    }

    /// Each request of the conversation begins with all of the one before it, until it is compacted.
    private static func checkThatItGrows(_ bridge: Bridge, _ api: ScriptedAPI) throws {
        let first = Array("begin the notes".utf8)
        let bodies = try CapturedExchange.all(of: bridge.proxy).compactMap { $0.bytes(of: .upstreamRequest) }
            .filter { $0.firstRange(of: first) != nil }
        #expect(bodies.count > 10)
        for (earlier, later) in zip(bodies, bodies.dropFirst()) {
            #expect(api.continues(earlier, in: later))
        }
    }
}
