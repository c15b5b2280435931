import Testing
import TranslationTestSupport

@testable import Translation

/// What OpenAI insists on, whatever the client sends.
@Suite struct ConversationLawTests {
    private static let seeds = Array(UInt64(1)...60)

    private static func request(_ messages: [String]) throws -> MessagesRequest {
        try TranslationSample.request(messages.joined(separator: ", "))
    }

    private static func messages(_ seed: UInt64, _ count: Int = 24) -> [String] {
        var random = RandomConversation(seed: seed, scope: "scope")
        return random.messages(count)
    }

    @Test(arguments: seeds)
    func `Responses gets each call's output directly after the calls, and never a blank or a dangling item`(
        _ seed: UInt64
    ) throws {
        let translated = try TranslationSample.translate(Self.request(Self.messages(seed)))
        let items = try #require(translated.json["input"]).elements.map { $0 }

        var open: [String] = []
        var answered = 0
        for (offset, item) in items.enumerated() {
            switch try #require(item["type"]?.string) {
            case "function_call":
                #expect(answered == 0, "a call among the outputs of item \(offset)")
                open.append(try #require(item["call_id"]?.string))
            case "function_call_output":
                #expect(item["call_id"]?.string == open[answered])
                answered += 1
                if answered == open.count { (open, answered) = ([], 0) }
            case "reasoning":
                let next = try #require(items.indices.contains(offset + 1) ? items[offset + 1] : nil)
                let follows = next["role"]?.string == "assistant" || next["role"] == nil
                #expect(follows && next["type"]?.string != "function_call_output")
            default:
                #expect(
                    open.isEmpty || item["role"]?.string == "assistant",
                    "item \(offset) is between call and output"
                )
                let parts = try #require(item["content"]).elements.map { $0 }
                #expect(!parts.isEmpty)
                #expect(parts.allSatisfy { $0["text"]?.text?.isBlank != true })
            }
        }
        #expect(open.isEmpty)
    }

    @Test(arguments: seeds)
    func `Chat gets a tool message for each call directly after the message that makes them`(_ seed: UInt64) throws {
        let translated = try TranslationSample.translate(
            Self.request(Self.messages(seed)),
            .chat,
            for: TranslationSample.target("gpt-4.1")
        )

        var open: [String] = []
        for message in try #require(translated.json["messages"]).elements {
            let role = try #require(message["role"]?.string)
            if role == "tool" {
                #expect(message["tool_call_id"]?.string == open.first)
                if !open.isEmpty { open.removeFirst() }
                continue
            }
            #expect(open.isEmpty, "\(role) stands between a call and its result")
            open = message["tool_calls"]?.elements.compactMap { $0["id"]?.string } ?? []
            let content = try #require(message["content"])
            switch content.kind {
            case .string: #expect(content.text?.isBlank == false)
            case .array: #expect(content.count > 0 && content.elements.allSatisfy { $0["text"]?.text?.isBlank != true })
            default: #expect(role == "assistant" && !open.isEmpty)
            }
        }
        #expect(open.isEmpty)
    }

    @Test(arguments: DialectName.translated, seeds.prefix(25))
    func `a conversation that goes on keeps its beginning`(_ dialect: DialectName, _ seed: UInt64) throws {
        let messages = Self.messages(seed)
        func items(_ count: Int) throws -> [String] {
            let translated = try TranslationSample.translate(Self.request(Array(messages.prefix(count))), dialect)
            let key: StaticString = dialect == .responses ? "input" : "messages"
            return try #require(translated.json[key]).elements.map { $0.raw.text }
        }
        let whole = try items(messages.count)

        // A request ends where the model is to answer, and goes on with what the model said.
        for end in 1..<messages.count
        where Self.says(messages[end - 1], "user") && Self.says(messages[end], "assistant") {
            let start = try items(end)
            #expect(Array(whole.prefix(start.count)) == start, "after \(end) messages")
        }
    }

    /// Whether a message of this role surely leaves something of that role in the conversation.
    private static func says(_ message: String, _ role: String) -> Bool {
        message.hasPrefix(#"{"role": "\#(role)""#) && message.contains(#""text", "text": "a""#)
            && !message.contains("compaction")
    }

    @Test(arguments: seeds)
    func `every note on a conversation names places that are there`(_ seed: UInt64) throws {
        let request = try Self.request(Self.messages(seed))
        for dialect in DialectName.translated {
            try Self.expectPlaces(in: TranslationSample.translate(request, dialect), of: request)
        }
    }

    @Test(arguments: RequestFixture.all.filter { !$0.has("error.txt") })
    func `every note on a fixture names places that are there`(_ fixture: RequestFixture) throws {
        let request = try fixture.request()
        try Self.expectPlaces(
            in: Dialects.named(fixture.dialect).translate(request, for: fixture.target()),
            of: request
        )
    }

    private static func expectPlaces(in translated: TranslatedRequest, of request: MessagesRequest) throws {
        let sent = try translated.json
        for note in translated.notes.flatMap(\.apart) {
            if let source = note.source { #expect(request.document.root.has(source), "\(note.line)") }
            if let target = note.target { #expect(sent.has(target), "\(note.line)") }
        }
    }
}

extension JSONValue {
    /// Whether there is a value at `path`.
    fileprivate func has(_ path: JSONPath) -> Bool { document.value(at: path) != nil }
}
