/// Passes the arguments of one call on as they arrive, as JSON that is valid at every prefix and an object at the end.
///
/// Theory of operation: input that a strict parser takes is passed on as it came (``ArgumentGrammar``). Held back is
/// only what the next bytes may yet take away: `{` until the first key (some servers send `{}` before the real object),
/// a comma until something follows it, a word until it is complete, an escape, and, where the tool has optional
/// parameters that must not be empty (``ArgumentRules``), a key until its value's first bytes. From the first byte on
/// that needs a repair everything is kept until the call ends, and repaired as a whole (``ArgumentRepairer``). The
/// result does not depend on how the arguments are cut into pieces.
///
/// What can be meant in several ways is decided by what the client has got. Before the first key it has nothing: the
/// input is then `{}`, and the tool's own check tells the model (``isUnusable``). Afterwards there is no way back to
/// `{}`, and to close what is open would run the tool with a part of what was meant (`rm -rf /tmp/…`): the call is
/// broken, and the answer must end in an error, with this call unfinished.
struct ToolArguments: Sendable {
    enum Ending: Sendable {
        /// An object, or nothing at all, which stands for `{}`.
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

    /// Clean arguments never hold back more than this and a parameter's name.
    static let heldLimit = 1 << 12
    /// Arguments that need a repair are kept until their end; this is more than any call needs.
    static let repairLimit = 16 << 20

    let parameters: [OptionalParameter]
    let repairsJSON: Bool
    private(set) var repairs: Set<ArgumentRepair> = []
    private(set) var omissions: [Omission] = []

    var grammar = ArgumentGrammar()
    /// The grammar in front of what is held back; nil where nothing is.
    var holdStart: ArgumentGrammar?
    /// Where the name of a key begins that may be left out.
    var keyStart: Int?
    /// The parameter whose value comes next, as a place in `parameters`.
    var candidate: Int?
    /// Whether the text of that parameter has just begun.
    var isAtTextStart = false
    var isClean = true
    /// What has come and was not passed on, escaped.
    private var held: [UInt8] = []
    private var hasPassed = false
    private var ending: Ending?
    /// Whether something is missing at the end of arguments that were closed.
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

    /// What may be passed on once `piece` has come; empty where all of it is held back.
    mutating func feed(_ piece: JSONText) -> JSONText {
        // Nearly every piece is the middle of a long string.
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

    /// A name may be written in escapes of escapes, seven bytes a character.
    var longestKey: Int { 7 * (parameters.map(\.name.utf8.count).max() ?? 0) }

    // MARK: The end

    /// Finds out how the arguments end, for which repairs are made; says whether nothing is missing.
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

    /// Ends arguments that were not cut off: what completes them, where that is certain.
    mutating func finish() -> JSONText {
        _ = close()
        defer { remainder = [] }
        guard ending == .whole, !remainder.isEmpty else { return "" }
        return JSONText(escaped: remainder[...], hasEscapes: remainder.contains(UInt8(ascii: "\\")))
    }

    /// Ends arguments that the upstream cut off: they stay as they are, unfinished, and recognisably so.
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

    /// What was put right since this was last asked, as notes; `place` is the input's in the answer.
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
