/// Passes the arguments of one call on as they arrive: each prefix is the beginning of valid JSON, and the end is an object.
///
/// Theory of operation: input that a strict parser accepts is passed on unchanged (``ArgumentGrammar``). Only bytes that
/// the next ones may still remove are held back: `{` until the first key (some servers send `{}` before the real object),
/// a comma until something follows it, a word until it is complete, an escape, and a key until its value's first bytes if
/// the tool has optional parameters that must not be empty (``ArgumentRules``). From the first byte on that needs a
/// repair, everything is kept until the end of the call and repaired as a whole (``ArgumentRepairer``). The result does
/// not depend on how the arguments are cut into pieces.
///
/// Arguments without an unambiguous repair end by what the client already has. Before the first key it has nothing: the
/// input becomes `{}`, and the tool reports the error to the model (``isUnusable``). After that, closing the open brackets
/// would run the tool with a part of its arguments (`rm -rf /tmp/…`). So the call is broken, and the answer must end in
/// an error, with this call unfinished.
struct ToolArguments: Sendable {
    enum Ending: Sendable {
        /// An object, or nothing, which means `{}`.
        case whole
        case unusable
        case broken
    }

    struct Omission: Sendable, Equatable {
        var parameter: OptionalParameter
        var wasNull: Bool

        var code: NoteCode {
            if wasNull { return .argumentNullOmitted }
            return parameter.isNamed ? .argumentRefusedByToolOmitted : .argumentEmptyOmitted
        }
    }

    /// Valid arguments never hold back more than this and a parameter's name.
    static let heldLimit = 1 << 12
    /// The limit for arguments that need a repair; more than any call needs.
    static let repairLimit = 16 << 20

    let parameters: [OptionalParameter]
    let repairsJSON: Bool
    private(set) var repairs: Set<ArgumentRepair> = []
    private(set) var omissions: [Omission] = []

    var grammar = ArgumentGrammar()
    /// The state before the held-back bytes; nil if there are none.
    var holdStart: ArgumentGrammar?
    /// The start of a key that may be left out.
    var keyStart: Int?
    /// The parameter whose value comes next, as an index into `parameters`.
    var candidate: Int?
    /// Whether the string value of that parameter has just begun.
    var isAtTextStart = false
    var isClean = true
    /// Received bytes that were not passed on, escaped.
    private var held: [UInt8] = []
    private var hasPassed = false
    private var ending: Ending?
    /// Whether brackets had to be added at the end.
    private(set) var isIncomplete = false
    private var remainder: [UInt8] = []

    init(parameters: [OptionalParameter] = [], repairsJSON: Bool = true) {
        self.parameters = parameters
        self.repairsJSON = repairsJSON
    }

    var isBroken: Bool { ending == .broken }
    var isUnusable: Bool { ending == .unusable }
    var hasNotes: Bool { !repairs.isEmpty || !omissions.isEmpty }

    // MARK: Pieces

    /// Takes a piece and returns the bytes that may be passed on; empty if all are held back.
    mutating func feed(_ piece: JSONText) -> JSONText {
        // Nearly every piece is inside a long string.
        if grammar.state == .string, isClean, holdStart == nil, !piece.hasEscapes { return piece }
        guard ending == nil else { return "" }
        guard isClean else {
            held += piece.escaped
            if held.count > Self.repairLimit { end(.broken) }
            return ""
        }
        let isPieceAlone = held.isEmpty
        let buffer = isPieceAlone ? piece.escaped : (held + piece.escaped)[...]
        let known = held.count
        let passed = buffer.withUnsafeBytes { scan($0, from: known) }
        let base = buffer.startIndex
        let text = buffer[(base + passed.lowerBound)..<(base + passed.upperBound)]
        held = Array(buffer[(base + passed.upperBound)...])
        if isClean, held.count > Self.heldLimit + longestKey {
            end(grammar.state == .opened ? .unusable : .broken)
        }
        hasPassed = hasPassed || !text.isEmpty
        return JSONText(escaped: text, hasEscapes: isPieceAlone ? piece.hasEscapes : text.contains(UInt8(ascii: "\\")))
    }

    /// A name may be written in doubly escaped characters, seven bytes each.
    var longestKey: Int { 7 * (parameters.map(\.name.utf8.count).max() ?? 0) }

    // MARK: The end

    /// Determines how the arguments end, making repairs; returns whether they are complete.
    mutating func close() -> Bool {
        guard ending == nil else { return !isIncomplete }
        guard !isClean, let holdStart else {
            remainder = held
            end(at: grammar)
            return !isIncomplete
        }
        var repairer = ArgumentRepairer(holdStart, parameters: parameters, repairsJSON: repairsJSON)
        repairer.run(held)
        if let refused = repairer.refused {
            end(refused)
        } else {
            remainder = repairer.output
            end(at: repairer.grammar)
        }
        isIncomplete = isIncomplete || repairer.isOpenEnded
        if ending != .broken {
            repairs.formUnion(repairer.repairs)
            omissions += repairer.omissions
        }
        return !isIncomplete
    }

    /// Ends arguments that were not cut off: returns the bytes that complete them, if that is unambiguous.
    mutating func finish() -> JSONText {
        _ = close()
        defer { remainder = [] }
        guard ending == .whole, !remainder.isEmpty else { return "" }
        return JSONText(escaped: remainder[...], hasEscapes: remainder.contains(UInt8(ascii: "\\")))
    }

    /// Ends arguments that the upstream cut off: they stay visibly incomplete.
    mutating func breakOff() -> JSONText {
        end(.broken)
        repairs = []
        omissions = []
        return hasPassed ? "" : "{"
    }

    private mutating func end(_ ending: Ending) {
        self.ending = ending
        held = []
        remainder = []
    }

    private mutating func end(at grammar: ArgumentGrammar) {
        held = []
        isIncomplete = grammar.state != .start && grammar.state != .complete
        switch grammar.state {
        case .start, .complete:
            ending = .whole
        case .opened:
            ending = .unusable
        case .afterValue where repairsJSON:
            var grammar = grammar
            remainder += grammar.closers()
            repairs.insert(.closers)
            ending = .whole
        case .keyOrEnd, .key, .colon, .value, .valueOrEnd, .valueAfterComma, .afterValue, .string, .escape,
            .hexadecimal, .number, .word:
            ending = .broken
        }
    }

    // MARK: Notes

    /// The notes on repairs since the last call; `place` is the input's place in the answer.
    mutating func takeNotes(in place: JSONPath, _ rules: ArgumentRules) -> [TranslationNote] {
        defer {
            repairs = []
            omissions = []
        }
        let omitted = omissions.map { omission in
            let parameter = omission.parameter
            return TranslationNote(
                .drop,
                .answer,
                from: place.appending(.member(parameter.name)),
                omission.code,
                rule: omission.wasNull ? RepairSettings.builtIn : parameter.rule
            )
        }
        let repaired = ArgumentRepair.allCases.filter(repairs.contains).map { repair in
            TranslationNote(
                repair.isDrop ? .drop : .map,
                .answer,
                from: repair.isDrop ? place : nil,
                to: repair.isDrop ? nil : place,
                repair.code,
                rule: rules.malformedRule
            )
        }
        return omitted + repaired
    }
}
