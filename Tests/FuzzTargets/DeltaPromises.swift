import Translation

/// What holds of any text and any arguments of a call, however an upstream cuts them into deltas.
enum DeltaPromises {
    static func check(_ input: FuzzInput) throws(BrokenPromise) {
        let dialect = input.choice(0, [DialectName.responses, .chat])
        let text = String(decoding: input.payload, as: UTF8.self)
        let pieces = pieces(text, input)
        if input.flag(1, 0) {
            try checkArguments(text, pieces, dialect, input)
        } else {
            try checkText(text, pieces, dialect, input)
        }
    }

    /// The text as the insides of JSON strings. Where every character is written as its UTF-16 units, as some servers
    /// have it, a cut may fall into the middle of one.
    private static func pieces(_ text: String, _ input: FuzzInput) -> [String] {
        let isSpelt = input.flag(1, 1)
        let parts = isSpelt ? text.utf16.map(spelt) : text.unicodeScalars.map { String($0) }
        let size = input.choice(2, [1, 2, 3, 5, 8, 30])
        return stride(from: 0, to: parts.count, by: size).map { start in
            let piece = parts[start..<min(start + size, parts.count)].joined()
            return isSpelt ? piece : String(decoding: JSONText(piece).escaped, as: UTF8.self)
        }
    }

    private static func spelt(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    // MARK: Text

    private static func checkText(
        _ text: String,
        _ pieces: [String],
        _ dialect: DialectName,
        _ input: FuzzInput
    ) throws(BrokenPromise) {
        let stops = input.choice(3, FuzzContexts.stops)
        var context = FuzzContexts.plain
        context.emulatedStops = stops
        let frames = pieces.map { Self.text($0, dialect) } + end(dialect, "stop")
        guard case .success(let message) = reply(to: frames, dialect, context) else {
            throw BrokenPromise("text became an error")
        }
        var shown = ""
        for case .text(let piece) in message.content { shown += piece.string }
        let found = firstStop(in: Array(text.utf8), stops)
        let expected = Array(text.utf8.prefix(found?.offset ?? text.utf8.count))
        try promise(shown.utf8.elementsEqual(expected), "another text than was said")
        try promise(message.stopSequence?.string == found?.stop, "another stop sequence than was met")
        try promise((message.stopReason == .stopSequence) == (found != nil), "another reason to stop")
    }

    /// The earliest place, and there the first of the list.
    private static func firstStop(in text: [UInt8], _ stops: [String]) -> (offset: Int, stop: String)? {
        for offset in text.indices {
            for stop in stops where !stop.isEmpty && text[offset...].starts(with: stop.utf8) { return (offset, stop) }
        }
        return nil
    }

    // MARK: Arguments

    private static func checkArguments(
        _ text: String,
        _ pieces: [String],
        _ dialect: DialectName,
        _ input: FuzzInput
    ) throws(BrokenPromise) {
        var context = FuzzContexts.plain
        let rules = input.choice(3, Array(FuzzContexts.argumentRules.indices))
        context.argumentRules = FuzzContexts.argumentRules[rules]
        let cut = reply(to: call(pieces, dialect), dialect, context)
        let whole = String(decoding: JSONText(text).escaped, as: UTF8.self)
        let atOnce = reply(to: call([whole], dialect), dialect, context)
        try promise(
            outcome(cut) == outcome(atOnce),
            "arguments that depend on how they were cut: \(outcome(cut)) and not \(outcome(atOnce))"
        )
        guard case .success(let message) = cut else { return }
        for case .toolUse(_, _, let arguments) in message.content {
            guard let root = try? JSONDocument(Array(arguments.bytes)).root, root.kind == .object else {
                throw BrokenPromise("an input that is not an object")
            }
            guard rules != 1, let sent = try? JSONDocument(text).root, sent.kind == .object
            else { continue }
            try promise(JSONPromises.rewritten(root) == JSONPromises.rewritten(sent), "other arguments than were sent")
        }
    }

    private static func outcome(_ result: Result<Message, APIError>) -> String {
        switch result {
        case .success(let message): String(decoding: message.json, as: UTF8.self)
        case .failure(let error): error.message
        }
    }

    // MARK: Frames

    private static func reply(
        to frames: [String],
        _ dialect: DialectName,
        _ context: ReplyContext
    ) -> Result<Message, APIError> {
        var machine = Dialects.named(dialect).makeStreamMachine(context)
        var events: [MessageStreamEvent] = []
        for frame in frames { machine.receive(ServerSentEvent(data: frame), into: &events) }
        machine.finish(into: &events)
        return MessageAssembler.message(of: events)
    }

    private static func text(_ piece: String, _ dialect: DialectName) -> String {
        switch dialect {
        case .responses: #"{"type":"response.output_text.delta","output_index":0,"delta":"\#(piece)"}"#
        default: #"{"choices":[{"delta":{"content":"\#(piece)"}}]}"#
        }
    }

    private static func call(_ pieces: [String], _ dialect: DialectName) -> [String] {
        switch dialect {
        case .responses:
            let item = #""output_index":0,"item":{"type":"function_call","call_id":"call_x1y","name":"Read""#
            let deltas = pieces.map { piece in
                #"{"type":"response.function_call_arguments.delta","output_index":0,"delta":"\#(piece)"}"#
            }
            return [#"{"type":"response.output_item.added",\#(item)}}"#] + deltas
                + [#"{"type":"response.output_item.done",\#(item)}}"#] + end(dialect, "")
        default:
            let head = #""id":"call_x1y","function":{"name":"Read","arguments":""}"#
            let fragments = [head] + pieces.map { #""function":{"arguments":"\#($0)"}"# }
            return fragments.map { #"{"choices":[{"delta":{"tool_calls":[{"index":0,\#($0)}]}}]}"# }
                + end(dialect, "tool_calls")
        }
    }

    /// With the tokens counted: an estimate of them goes by the bytes, however they are written.
    private static func end(_ dialect: DialectName, _ reason: String) -> [String] {
        switch dialect {
        case .responses:
            let usage = #""usage":{"input_tokens":10,"output_tokens":5}"#
            return [#"{"type":"response.completed","response":{"status":"completed",\#(usage)}}"#]
        default:
            let usage = #""usage":{"prompt_tokens":10,"completion_tokens":5}"#
            return [#"{"choices":[{"delta":{},"finish_reason":"\#(reason)"}],\#(usage)}"#]
        }
    }
}
