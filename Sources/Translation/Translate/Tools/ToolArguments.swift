/// Passes the arguments of one call on as they arrive, as JSON that is valid at every prefix and an object at the end.
///
///     start ─{─▶ opened ─"─▶ members… ─}─▶ complete ──anything──▶ ignoring
///       └─ what is no object ─▶ unusable        └─ what is no JSON ─▶ broken
///
/// Theory of operation: each byte is judged once, as a strict parser would, and passed on as it came. Held back is only
/// what the next bytes may yet take away: `{` until the first key (some servers send `{}` before the real object),
/// a comma until something follows it, a word until it is complete, an escape, and, where the tool has optional
/// parameters that must not be empty (``ArgumentRules``), a key until its value's first bytes. Mended is only what can
/// be meant in one way; see ``ArgumentRepair``. The result does not depend on how the arguments are cut into pieces, so
/// a stream and a whole answer give the same.
///
/// What can be meant in several ways is decided by what the client has been told. Before the first key nothing has:
/// the input is then `{}`, and the tool's own check tells the model (``unusable``). Afterwards there is no way back to
/// `{}`, and to close what is open would run the tool with a part of what was meant (`rm -rf /tmp/…`): the call is
/// ``broken``, and the answer must end in an error, with this call unfinished.
struct ToolArguments: Sendable {
    enum State {
        case start, fence, wrapped, unusable, broken
        case opened, keyOrEnd, key, colon, value, valueOrEnd, valueAfterComma, afterValue, complete, ignoring
        case string, escape, hexadecimal, emptyOrText, number, word
    }

    /// More is held back of nobody's honest arguments.
    static let heldLimit = 1 << 16
    /// Arguments inside a string are kept until their end; this is more than any call needs.
    static let wrappedLimit = 16 << 20
    static let maximumDepth = JSONScanner.defaultMaximumDepth

    let parameters: [OptionalParameter]
    let repairsJSON: Bool
    /// False inside of a string: nobody wraps twice.
    let unwraps: Bool

    var state = State.start
    var containers = ContainerStack()
    var isKey = false
    /// Whether this is in a key that is held back from its beginning.
    var isKeyHeld = false
    /// Whether a member at the top has been kept; the comma before the first of them goes.
    var hasMember = false
    /// Which of the parameters the member at hand is.
    var candidate: Int?
    var isFenced = false
    var number = NumberProgress.sign
    var word = ArgumentLiteral.true
    /// How far into a word, the digits of an escape or the ticks of a fence.
    var progress = 0

    /// What was held back when a piece ended, escaped.
    var held: [UInt8] = []
    var isHolding = false
    /// Where the name of a key that is held back begins in what is held.
    var keyOffset = 0

    /// What was mended since somebody last asked, and which parameters were left out.
    private(set) var repairs: Set<ArgumentRepair> = []
    private(set) var omissions: [Omission] = []

    struct Omission: Sendable, Equatable {
        var parameter: OptionalParameter
        var wasNull: Bool

        var code: NoteCode {
            if wasNull { return .argumentNullOmitted }
            return parameter.isNamed ? .argumentRefusedByToolOmitted : .argumentEmptyOmitted
        }
    }

    init(parameters: [OptionalParameter] = [], repairsJSON: Bool = true, unwraps: Bool = true) {
        self.parameters = parameters
        self.repairsJSON = repairsJSON
        self.unwraps = unwraps
    }

    var isBroken: Bool { state == .broken }
    var isUnusable: Bool { state == .unusable }
    /// Whether nothing is missing: there is an object, or nothing at all (which stands for `{}`), or nothing usable.
    var isWhole: Bool { [.start, .complete, .ignoring, .unusable].contains(state) }
    var hasNotes: Bool { !repairs.isEmpty || !omissions.isEmpty }

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

    mutating func repaired(_ repair: ArgumentRepair) { repairs.insert(repair) }

    mutating func omit(_ parameter: OptionalParameter, wasNull: Bool) {
        omissions.append(Omission(parameter: parameter, wasNull: wasNull))
    }

    // MARK: Pieces

    /// What may be said once `piece` has come; empty where all of it is held back.
    mutating func feed(_ piece: JSONText) -> JSONText {
        // Nearly every piece is the middle of a long string.
        if state == .string, !isHolding, !piece.hasEscapes { return piece }
        var run = ArgumentRun()
        let end = piece.escaped.withUnsafeBytes { scan($0, &run) }
        if run.output.isEmpty {
            if run.start == 0, end == piece.escaped.count { return piece }
            let base = piece.escaped.startIndex
            return JSONText(escaped: piece.escaped[base + run.start..<base + end], hasEscapes: piece.hasEscapes)
        }
        return JSONText(escaped: run.output[...], hasEscapes: run.output.contains(UInt8(ascii: "\\")))
    }

    /// Ends arguments that were to be whole: what completes them, where that is certain.
    mutating func finish() -> JSONText {
        switch state {
        case .complete, .start, .ignoring, .unusable, .broken:
            break
        case .wrapped:
            return unwrap()
        case .fence, .opened:
            isHolding = false
            held = []
            state = .unusable
        case .afterValue where repairsJSON:
            repaired(.closers)
            var closers: [UInt8] = []
            while let isObject = containers.pop() { closers.append(UInt8(ascii: isObject ? "}" : "]")) }
            state = .complete
            return JSONText(escaped: closers[...], hasEscapes: false)
        case .keyOrEnd, .key, .colon, .value, .valueOrEnd, .valueAfterComma, .afterValue, .string, .escape,
            .hexadecimal, .emptyOrText, .number, .word:
            state = .broken
        }
        guard isHolding, state == .complete else { return "" }
        isHolding = false
        defer { held = [] }
        return JSONText(escaped: held[...], hasEscapes: held.contains(UInt8(ascii: "\\")))
    }

    /// Ends arguments that the upstream cut off: they stay as they are, unfinished, and recognisably so.
    mutating func breakOff() -> JSONText {
        let isUnsent = [.fence, .wrapped, .opened].contains(state)
        isHolding = false
        held = []
        state = .broken
        return isUnsent ? "{" : ""
    }

    /// The object that a string holds.
    private mutating func unwrap() -> JSONText {
        let text = JSONText(escaped: held[...], hasEscapes: true).string
        held = []
        isHolding = false
        state = .unusable
        guard let root = try? JSONDocument(text).root, let inner = root.text else { return "" }
        var arguments = ToolArguments(parameters: parameters, repairsJSON: repairsJSON, unwraps: false)
        var output = JSONTextBuffer()
        output.append(arguments.feed(inner))
        output.append(arguments.finish())
        guard arguments.state == .complete || arguments.state == .ignoring else { return "" }
        state = .complete
        repairs.formUnion(arguments.repairs)
        omissions += arguments.omissions
        repaired(.wrapped)
        return output.text
    }
}

/// What was put right in arguments that were no JSON, or no object; each can be meant in one way only.
enum ArgumentRepair: Sendable, CaseIterable {
    case wrapped, fenced, placeholder, trailingComma, controlCharacter, apostrophe, pythonLiteral, closers, surplus

    var code: NoteCode {
        switch self {
        case .wrapped: .argumentsUnwrapped
        case .fenced: .argumentsUnfenced
        case .placeholder: .argumentsPlaceholderDropped
        case .trailingComma: .argumentsTrailingCommaDropped
        case .controlCharacter: .argumentsControlCharacterEscaped
        case .apostrophe: .argumentsApostropheUnescaped
        case .pythonLiteral: .argumentsPythonWord
        case .closers: .argumentsClosed
        case .surplus: .argumentsSurplusDropped
        }
    }

    /// Whether something that the model wrote is missing from the input.
    var isDrop: Bool { self == .surplus }
}

/// The words a value can be, in JSON's spelling and in Python's.
enum ArgumentLiteral: UInt8, Sendable {
    case `true`, `false`, null, pythonTrue, pythonFalse, pythonNone

    init?(first byte: UInt8) {
        switch byte {
        case UInt8(ascii: "t"): self = .true
        case UInt8(ascii: "f"): self = .false
        case UInt8(ascii: "n"): self = .null
        case UInt8(ascii: "T"): self = .pythonTrue
        case UInt8(ascii: "F"): self = .pythonFalse
        case UInt8(ascii: "N"): self = .pythonNone
        default: return nil
        }
    }

    var spelling: StaticString {
        switch self {
        case .true: "true"
        case .false: "false"
        case .null: "null"
        case .pythonTrue: "True"
        case .pythonFalse: "False"
        case .pythonNone: "None"
        }
    }

    /// JSON's spelling of a word of Python's.
    var inJSON: StaticString? {
        switch self {
        case .pythonTrue: "true"
        case .pythonFalse: "false"
        case .pythonNone: "null"
        case .true, .false, .null: nil
        }
    }

    var isNull: Bool { self == .null || self == .pythonNone }
}
