/// The tool calls of one chat answer, put together from fragments and emitted one after another.
///
///     collected ──name and id known, arguments begin──▶ live ──arguments complete, another waits──▶ emitted
///         └──────────────────────── the end ─────────────────┴────────────────────────────────────────▶ emitted
///
/// One call at a time is streamed; the fragments of the others are kept, because a closed block takes no more.
/// The next call gets its turn as soon as the arguments of the one before it are a complete object, else at the end.
/// Servers differ in what a fragment carries: see ``position(of:isWhole:)``.
struct ChatToolCalls: Sendable {
    private enum Stage {
        case collected
        case live
        case emitted
    }

    private struct Call {
        var index: Int?
        var id: String?
        var isLegacy = false
        var name = ""
        var arguments = JSONTextBuffer()
        var progress = ToolInputProgress()
        var stage = Stage.collected
    }

    /// The most bytes of arguments that wait for an earlier call.
    static let byteLimit = 16 << 20
    /// OpenAI's models make a hundred at most; each that comes is looked for among all the others.
    static let countLimit = 1024

    private var calls: [Call] = []
    private var ids: AnswerCallIDs
    private var keptBytes = 0

    init(messageID: String) {
        ids = AnswerCallIDs(messageID: messageID)
    }

    var exceedsLimits: Bool { keptBytes > Self.byteLimit || calls.count > Self.countLimit }

    /// Whether all calls are complete, so that text may follow.
    var areComplete: Bool { calls.allSatisfy { $0.stage == .emitted || $0.progress.isComplete } }

    /// Whether no call has come.
    var isEmpty: Bool { calls.isEmpty }

    /// Takes one element of `tool_calls`; `isWhole` where it is all there is of its call.
    mutating func receive(
        _ fragment: JSONValue,
        isWhole: Bool,
        _ ledger: inout BlockLedger,
        into events: inout [MessageStreamEvent]
    ) {
        guard !exceedsLimits else { return }
        let function = fragment.present("function") ?? fragment
        let position = position(of: fragment, function, isWhole: isWhole)
        // A call that is complete makes room for the one that begins here.
        advance(&ledger, into: &events)
        receive(function, id: fragment["id"], at: position, &ledger, into: &events)
        advance(&ledger, into: &events)
    }

    /// Takes the old form, which has one call and no id.
    mutating func receive(
        legacy function: JSONValue,
        _ ledger: inout BlockLedger,
        into events: inout [MessageStreamEvent]
    ) {
        if calls.isEmpty { calls.append(Call(id: "", isLegacy: true)) }
        receive(function, id: nil, at: 0, &ledger, into: &events)
        advance(&ledger, into: &events)
    }

    /// Emits the remaining calls, in order.
    mutating func finish(_ ledger: inout BlockLedger, into events: inout [MessageStreamEvent]) {
        while let position = nextPosition {
            if calls[position].stage == .collected, calls[position].name.isEmpty {
                calls[position].stage = .emitted
                note(.fail, position, .callWithoutName, &ledger)
                continue
            }
            if calls[position].stage == .collected { start(position, &ledger, into: &events) }
            close(position, &ledger, into: &events)
        }
    }

    // MARK: Fragments

    /// Which call a fragment belongs to, a new one where needed.
    ///
    /// OpenAI numbers them. Some servers use one number again for the next call (with a new id and name, or once the
    /// arguments before are complete), some send no numbers, and some send each call whole.
    private mutating func position(of fragment: JSONValue, _ function: JSONValue, isWhole: Bool) -> Int {
        let index = fragment["index"]?.int
        let id = fragment["id"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        let hasName = function["name"]?.text.map { !$0.isEmpty } ?? false
        let known: Int? =
            if isWhole {
                nil
            } else if let index {
                calls.lastIndex { $0.index == index }
            } else if let id {
                calls.lastIndex { $0.id == id }
            } else {
                calls.indices.last
            }
        if let known {
            let call = calls[known]
            let startsAnotherCall = hasName && id != nil && call.id != nil && call.id != id
            let followsComplete = hasName && id == nil && call.progress.isComplete
            if !startsAnotherCall, !followsComplete { return known }
        }
        calls.append(Call(index: index))
        return calls.count - 1
    }

    private mutating func receive(
        _ function: JSONValue,
        id: JSONValue?,
        at position: Int,
        _ ledger: inout BlockLedger,
        into events: inout [MessageStreamEvent]
    ) {
        receive(name: function["name"], id: id, at: position, &ledger)
        guard let piece = Self.arguments(function), !piece.isEmpty else { return }
        switch calls[position].stage {
        case .live:
            calls[position].progress.feed(piece)
            ledger.toolInput(piece, into: &events)
        case .collected:
            calls[position].progress.feed(piece)
            calls[position].arguments.append(piece)
            keptBytes += piece.escaped.count
            guard calls.contains(where: { $0.stage == .live }) else { return }
            note(.split, position, .callsSideBySide, &ledger)
        case .emitted:
            guard !piece.isBlank else { return }
            note(.lossy, position, .callArgumentsLate, &ledger)
        }
    }

    /// A name may come in pieces, and some servers repeat the whole of it; the id is the first that comes.
    private mutating func receive(
        name: JSONValue?,
        id: JSONValue?,
        at position: Int,
        _ ledger: inout BlockLedger
    ) {
        let isOpen = calls[position].stage == .collected
        if let id = id?.string, !id.isEmpty, id != calls[position].id {
            if isOpen, calls[position].id?.isEmpty ?? true {
                calls[position].id = id
            } else {
                note(.lossy, position, .callIDKept, &ledger)
            }
        }
        guard let name = name?.string, !name.isEmpty, name != calls[position].name else { return }
        if isOpen {
            calls[position].name += name
        } else {
            note(.lossy, position, .callNameLate, &ledger)
        }
    }

    /// A string of JSON, or from some servers the object itself.
    private static func arguments(_ function: JSONValue) -> JSONText? {
        guard let arguments = function["arguments"] else { return nil }
        return arguments.kind == .object ? JSONText(arguments.raw.text) : arguments.text
    }

    // MARK: Emitting

    /// The call that is streaming, else the first one that was not emitted.
    private var nextPosition: Int? {
        calls.firstIndex { $0.stage == .live }
            ?? calls.indices.filter { calls[$0].stage == .collected }
            .min { (calls[$0].index ?? .max, $0) < (calls[$1].index ?? .max, $1) }
    }

    private mutating func advance(_ ledger: inout BlockLedger, into events: inout [MessageStreamEvent]) {
        while let position = nextPosition {
            let call = calls[position]
            let hasOtherPendingCalls = calls.indices.contains { $0 != position && calls[$0].stage == .collected }
            if call.stage == .collected {
                let isKnown = call.id != nil && !call.arguments.text.isBlank
                guard !call.name.isEmpty, isKnown || hasOtherPendingCalls else { return }
                start(position, &ledger, into: &events)
            }
            guard hasOtherPendingCalls, calls[position].progress.isComplete else { return }
            close(position, &ledger, into: &events)
        }
    }

    private mutating func start(
        _ position: Int,
        _ ledger: inout BlockLedger,
        into events: inout [MessageStreamEvent]
    ) {
        let call = calls[position]
        let block = ledger.nextBlock
        let (id, isReplaced) = ids.next(for: call.id)
        if isReplaced {
            note(
                call.id?.isEmpty ?? true ? .add : .map,
                position,
                .callIDMade,
                member: .id,
                to: block.appending("id"),
                &ledger
            )
        }
        let name = ledger.context.toolNames[call.name]
        if name != nil {
            note(.map, position, .callNameRestored, member: .name, to: block.appending("name"), &ledger)
        }
        ledger.startTool(id: JSONText(id), name: JSONText(name ?? call.name), into: &events)
        ledger.toolInput(call.arguments.text, into: &events)
        keptBytes -= call.arguments.count
        calls[position].arguments = JSONTextBuffer()
        calls[position].stage = .live
    }

    private mutating func close(
        _ position: Int,
        _ ledger: inout BlockLedger,
        into events: inout [MessageStreamEvent]
    ) {
        ledger.closeBlock(into: &events)
        calls[position].stage = .emitted
    }

    private enum Member {
        case id, name
    }

    private func note(
        _ kind: TranslationNote.Kind,
        _ position: Int,
        _ code: NoteCode,
        member: Member? = nil,
        to target: JSONPath? = nil,
        _ ledger: inout BlockLedger
    ) {
        let call = calls[position]
        let place: JSONPath = call.isLegacy ? ["function_call"] : ["tool_calls", .index(call.index ?? position)]
        let within: JSONPath =
            switch member {
            case .id: ["id"]
            case .name: call.isLegacy ? ["name"] : ["function", "name"]
            case nil: []
            }
        let source = ChatStreamMachine.messagePlace.appending(place).appending(within)
        ledger.note(TranslationNote(kind, .answer, from: source, to: target, code))
    }
}
