import Testing
import TranslationTestSupport

@testable import Translation

/// Both dialects' answers with arguments that need repair, from the request's tools to the notes.
@Suite struct ArgumentRepairTests {
    private static let tools = #"""
        "tools": [
          {"name": "Read", "input_schema": {"type": "object", "properties": {"file_path": {"type": "string"},
            "pages": {"type": "string"}, "limit": {"type": "integer"}}, "required": ["file_path"]}},
          {"name": "Write", "input_schema": {"type": "object", "properties": {"file_path": {"type": "string"},
            "content": {"type": "string", "minLength": 1}}, "required": ["file_path", "content"]}}]
        """#

    private static func machine(_ dialect: DialectName, _ repairs: RepairSettings) throws -> any StreamMachine {
        var target = TranslationSample.target(dialect == .chat ? "gpt-4.1" : "gpt-5.2")
        target.repairs = repairs
        let reply = try TranslationSample.translate(TranslationSample.request(fields: tools), dialect, for: target)
            .reply
        return Dialects.named(dialect).makeStreamMachine(reply)
    }

    /// An answer that calls `tool` with `arguments`, in pieces of `length` characters.
    private static func stream(
        _ dialect: DialectName,
        _ tool: String,
        _ arguments: String,
        length: Int
    ) -> [ServerSentEvent] {
        let scalars = Array(arguments.unicodeScalars)
        let pieces = stride(from: 0, to: scalars.count, by: length).map { start in
            var piece = String.UnicodeScalarView()
            piece.append(contentsOf: scalars[start..<min(start + length, scalars.count)])
            return String(decoding: JSONText(String(piece)).escaped, as: UTF8.self)
        }
        switch dialect {
        case .chat:
            let head = #"{"index":0,"id":"call_x0","type":"function","function":{"name":"\#(tool)","arguments":""}}"#
            let deltas = pieces.map { #"{"index":0,"function":{"arguments":"\#($0)"}}"# }
            let chunks = ([head] + deltas).map {
                ServerSentEvent(data: #"{"choices":[{"index":0,"delta":{"tool_calls":[\#($0)]}}]}"#)
            }
            let end = #"{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"#
            return chunks + [ServerSentEvent(data: end), ServerSentEvent(data: "[DONE]")]
        default:
            let item = #"{"id":"fc_1","type":"function_call","call_id":"call_x0","name":"\#(tool)","arguments":""#
            let whole = String(decoding: JSONText(arguments).escaped, as: UTF8.self)
            let deltas = pieces.map {
                #"{"type":"response.function_call_arguments.delta","output_index":0,"delta":"\#($0)"}"#
            }
            return [ServerSentEvent(data: #"{"type":"response.output_item.added","output_index":0,"item":\#(item)"}}"#)]
                + deltas.map { ServerSentEvent(data: $0) }
                + [
                    ServerSentEvent(
                        data: #"{"type":"response.output_item.done","output_index":0,"item":\#(item)\#(whole)"}}"#
                    ),
                    ServerSentEvent(data: #"{"type":"response.completed","response":{"status":"completed"}}"#),
                ]
        }
    }

    private static func whole(_ dialect: DialectName, _ tool: String, _ arguments: String) throws -> JSONDocument {
        let text = String(decoding: JSONText(arguments).escaped, as: UTF8.self)
        switch dialect {
        case .chat:
            return try JSONDocument(
                #"{"choices":[{"index":0,"message":{"tool_calls":[{"id":"call_x0","type":"function","function":{"name":"\#(tool)","arguments":"\#(text)"}}]},"finish_reason":"tool_calls"}]}"#
            )
        default:
            return try JSONDocument(
                #"{"status":"completed","output":[{"id":"fc_1","type":"function_call","call_id":"call_x0","name":"\#(tool)","arguments":"\#(text)"}]}"#
            )
        }
    }

    /// The input that the client gets, or the error; the same streamed and whole.
    private static func input(
        _ dialect: DialectName,
        _ tool: String,
        _ arguments: String,
        _ repairs: RepairSettings = RepairSettings()
    ) throws -> (input: String, notes: [TranslationNote]) {
        func emitted(_ events: [MessageStreamEvent]) throws -> String {
            switch MessageAssembler.message(of: events) {
            case .success(let message):
                guard case .toolUse(_, _, let input) = try #require(message.content.first) else { return "no call" }
                return input.text
            case .failure(let error): return "error \(error.status)"
            }
        }
        var atOnce = try machine(dialect, repairs)
        let input = try emitted(atOnce.run(whole: whole(dialect, tool, arguments)))
        for length in [1, 2, 5, 1000] {
            var streamed = try machine(dialect, repairs)
            #expect(try emitted(streamed.run(stream(dialect, tool, arguments, length: length))) == input)
            #expect(streamed.summary.notes == atOnce.summary.notes)
        }
        let others = ["usage"]
        return (input, atOnce.summary.notes.filter { !others.contains($0.target?.description ?? "") })
    }

    @Test(arguments: DialectName.translated)
    func `empty pages are left out of Read, with the rule that did it`(_ dialect: DialectName) throws {
        var settings = RepairSettings()
        settings.emptyArguments = [.init(tool: "Read", parameter: "pages", rule: "config.yaml:31")]

        let emitted = try Self.input(dialect, "Read", #"{"file_path":"/a","limit":5,"pages":""}"#, settings)

        #expect(emitted.input == #"{"file_path":"/a","limit":5}"#)
        #expect(
            emitted.notes == [
                TranslationNote(
                    .drop,
                    .answer,
                    from: "content[0].input.pages",
                    .argumentRefusedByToolOmitted,
                    rule: "config.yaml:31"
                )
            ]
        )
    }

    @Test(arguments: DialectName.translated)
    func `null for an optional number is left out, by a rule that is built in`(_ dialect: DialectName) throws {
        let emitted = try Self.input(dialect, "Read", #"{"limit":null,"file_path":"/a"}"#)

        #expect(emitted.input == #"{"file_path":"/a"}"#)
        #expect(emitted.notes.map(\.source) == ["content[0].input.limit"])
        #expect(emitted.notes.map(\.rule) == ["built-in rule"])
    }

    @Test(arguments: DialectName.translated)
    func `a required parameter arrives empty`(_ dialect: DialectName) throws {
        let emitted = try Self.input(dialect, "Write", #"{"file_path":"","content":""}"#)

        #expect(emitted.input == #"{"file_path":"","content":""}"#)
        #expect(emitted.notes == [])
    }

    @Test(arguments: DialectName.translated)
    func `everything arrives where the repairs are switched off`(_ dialect: DialectName) throws {
        var off = RepairSettings()
        off.emptyArguments = nil
        off.malformedJSON = false

        let emitted = try Self.input(dialect, "Read", #"{"file_path":"/a","pages":"","limit":null}"#, off)
        let broken = try Self.input(dialect, "Read", #"{"file_path":"/a",}"#, off)

        #expect(emitted.input == #"{"file_path":"/a","pages":"","limit":null}"#)
        #expect(emitted.notes == [])
        #expect(broken.input == "error 500")
    }

    @Test(
        arguments: DialectName.translated,
        [
            (#"{"file_path":"/a",}"#, #"{"file_path":"/a"}"#, TranslationNote.Kind.map),
            ("{\"file_path\":\"/a\nb\"}", #"{"file_path":"/a\nb"}"#, .map),
            ("```json\n{\"file_path\":\"/a\"}\n```", #"{"file_path":"/a"}"#, .map),
            (#""{\"file_path\":\"/a\",\"limit\":1}""#, #"{"file_path":"/a","limit":1}"#, .map),
            (#"{}{"file_path":"/a"}"#, #"{"file_path":"/a"}"#, .map),
            (#"{"file_path":"/a"}{"file_path":"/a"}"#, #"{"file_path":"/a"}"#, .drop),
            (#"{"file_path":"/a""#, #"{"file_path":"/a"}"#, .map), ("[]", "{}", .fail), ("{'a':1}", "{}", .fail),
        ]
    )
    func `each mending is noted`(
        _ dialect: DialectName,
        _ repair: (arguments: String, input: String, kind: TranslationNote.Kind)
    ) throws {
        let emitted = try Self.input(dialect, "Read", repair.arguments)

        #expect(emitted.input == repair.input)
        #expect(emitted.notes.map(\.kind) == [repair.kind])
        #expect(emitted.notes.allSatisfy { ($0.source ?? $0.target) == "content[0].input" })
    }

    @Test(arguments: DialectName.translated)
    func `nonsense in the middle is an error and the call stays open`(_ dialect: DialectName) throws {
        let arguments = #"{"file_path":"/a","limit":five}"#
        var machine = try Self.machine(dialect, RepairSettings())

        let script = machine.run(Self.stream(dialect, "Read", arguments, length: 4)).script

        #expect(script.last == #"error 500 The model's arguments for the tool "Read" are not valid JSON."#)
        #expect(!script.contains("0 ."))
        #expect(try Self.input(dialect, "Read", arguments).input == "error 500")
    }
}
