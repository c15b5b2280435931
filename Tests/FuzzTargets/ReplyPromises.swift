import Translation

/// The properties of reading any bytes as an upstream's answer.
enum ReplyPromises {
    static func check(_ input: FuzzInput, _ dialect: DialectName) throws(BrokenPromise) {
        let context = context(input)
        var emitted = Emitted(stops: context.emulatedStops)
        var machine = Dialects.named(dialect).makeStreamMachine(context)
        if input.flag(1, 0) {
            try emitted.add(&machine) { $0.open(into: &$1) }
            try emitted.accept(.ping)
        }
        if input.flag(1, 1) {
            guard let whole = try? JSONDocument(input.payload) else { return }
            try emitted.add(&machine) { $0.receive(whole: whole, into: &$1) }
        } else {
            var decoder = ServerSentEventDecoder()
            for piece in input.pieces(0) {
                var frames: [ServerSentEvent] = []
                guard (try? decoder.feed(Array(piece), into: &frames)) != nil else { break }
                for frame in frames { try emitted.add(&machine) { $0.receive(frame, into: &$1) } }
            }
            if input.flag(1, 2) {
                let lost = AnswerFailure.transport(.idleTimeout(.seconds(300)))
                try emitted.add(&machine) { $0.fail(lost, into: &$1) }
            } else {
                try emitted.add(&machine) { $0.finish(into: &$1) }
            }
        }
        try emitted.checkEnd(machine)
    }

    private static func context(_ input: FuzzInput) -> ReplyContext {
        var context = FuzzContexts.plain
        context.toolNames = input.flag(2, 0) ? ["get_weather": "mcp__weather.get weather", "b": "b c"] : [:]
        context.offersWebSearch = input.flag(2, 2)
        context.emulatedStops = input.choice(3, FuzzContexts.stops)
        context.thinking = input.choice(4, [.summarized, .omitted, .hidden])
        context.estimatedInputTokens = input.choice(5, [1000, 0, 1])
        context.argumentRules = input.choice(6, FuzzContexts.argumentRules)
        return context
    }

    /// The events of one answer, checked as they are emitted.
    private struct Emitted {
        private let stops: [[UInt8]]
        private var grammar = MessageGrammar()
        private var assembler = MessageAssembler()
        private var text: [UInt8] = []
        private var callIDs: Set<String> = []
        private var count = 0

        init(stops: [String]) {
            self.stops = stops.filter { !$0.isEmpty }.map { Array($0.utf8) }
        }

        mutating func add(
            _ machine: inout any StreamMachine,
            _ step: (inout any StreamMachine, inout [MessageStreamEvent]) -> Void
        ) throws(BrokenPromise) {
            let hadEnded = machine.hasEnded
            var events: [MessageStreamEvent] = []
            step(&machine, &events)
            try promise(!hadEnded || events.isEmpty, "events after the end")
            for event in events { try accept(event) }
            try promise(machine.hasEnded == grammar.hasEnded, "the machine and the grammar disagree about the end")
        }

        mutating func accept(_ event: MessageStreamEvent) throws(BrokenPromise) {
            count += 1
            do throws(MessageGrammar.Violation) {
                try grammar.accept(event)
            } catch {
                throw BrokenPromise("\(error)")
            }
            assembler.receive(event)
            try checkBytes(event)
            switch event {
            case .contentBlockDelta(_, .text(let piece)): text += Array(piece.string.utf8)
            case .contentBlockStart(_, .toolUse(let id, _, _)), .contentBlockStart(_, .serverToolUse(let id, _, _)):
                try promise(callIDs.insert(id.string).inserted, "two calls of one id")
            case .contentBlockStop:
                try checkStops()
                text = []
            default:
                break
            }
        }

        /// What goes to the client is one server-sent event that holds JSON of the type it is named after.
        private func checkBytes(_ event: MessageStreamEvent) throws(BrokenPromise) {
            var bytes: [UInt8] = []
            event.appendServerSentEvent(to: &bytes)
            var decoder = ServerSentEventDecoder()
            var frames: [ServerSentEvent] = []
            guard (try? decoder.feed(bytes, into: &frames)) != nil, let frame = frames.first, frames.count == 1,
                let root = try? JSONDocument(frame.data).root
            else { throw BrokenPromise("an event that is not JSON: \(String(decoding: bytes, as: UTF8.self))") }
            try promise(root["type"]?.string == frame.name, "an event named otherwise than its type")
        }

        /// A stop sequence never reaches the client, in any pieces.
        private func checkStops() throws(BrokenPromise) {
            for stop in stops where text.count >= stop.count {
                for start in 0...text.count - stop.count {
                    try promise(!text[start...].starts(with: stop), "a stop sequence was shown")
                }
            }
        }

        func checkEnd(_ machine: any StreamMachine) throws(BrokenPromise) {
            try promise(grammar.hasEnded, "an answer without an end")
            let summary = machine.summary
            try promise(summary.notes.allSatisfy { !$0.sentence.isEmpty }, "a note without a reason")
            _ = assembler.repairs
            switch assembler.result {
            case .success(let message):
                try promise((try? JSONDocument(message.json)) != nil, "a whole answer that is not JSON")
                try promise(summary.failure == nil && summary.usage == message.usage, "another end in the record")
                for case .toolUse(_, _, let input) in message.content {
                    let root = try? JSONDocument(Array(input.bytes)).root
                    try promise(root?.kind == .object, "an input that is not an object")
                }
            case .failure(let error):
                try promise(summary.failure.map { APIError($0) } == error, "another error in the record")
                try promise(!error.message.isEmpty, "an error without a message")
                try promise((try? JSONDocument(error.envelope)) != nil, "an error that is not JSON")
            }
        }
    }
}
