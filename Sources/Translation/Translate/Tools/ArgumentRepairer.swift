/// Repairs complete arguments, from the first invalid byte on. It makes only unambiguous repairs (``ArgumentRepair``),
/// and leaves out optional parameters that their tool refuses.
struct ArgumentRepairer {
    private(set) var grammar: ArgumentGrammar
    private let parameters: [OptionalParameter]
    private let repairsJSON: Bool
    /// False inside a string: no server wraps twice.
    private let unwraps: Bool

    /// The repaired arguments, escaped.
    private(set) var output: [UInt8] = []
    private(set) var repairs: Set<ArgumentRepair> = []
    private(set) var omissions: [ToolArguments.Omission] = []
    /// The ending if they cannot be repaired.
    private(set) var refused: ToolArguments.Ending?
    /// Whether the arguments are in a string or a code fence that is still open.
    private(set) var isOpenEnded = false

    private var isFenced = false
    /// Whether the complete object is empty, and may be a placeholder.
    private var isPlaceholder = false
    /// Whether a member at the top has been kept; the comma before the first one is removed.
    private var hasMember: Bool
    /// The last comma's place in the output.
    private var comma: Int?
    /// The place of an escape's backslash in the output.
    private var backslash = 0
    /// The start in the output of a member that may be left out, with the comma before it.
    private var member = 0
    /// The start of its name in the input, and of its text.
    private var nameStart: Int?
    private var textStart: Int?
    private var candidate: Int?

    init(
        _ grammar: ArgumentGrammar,
        parameters: [OptionalParameter],
        repairsJSON: Bool,
        unwraps: Bool = true
    ) {
        self.grammar = grammar
        self.parameters = parameters
        self.repairsJSON = repairsJSON
        self.unwraps = unwraps
        hasMember = grammar.state != .start && grammar.state != .opened
    }

    mutating func run(_ arguments: [UInt8]) {
        arguments.withUnsafeBytes { bytes in
            var cursor = 0
            while cursor < bytes.count {
                let (byte, end) = JSONEscape.character(bytes, at: cursor)
                let before = grammar
                if grammar.take(byte) {
                    accept(byte, before, cursor..<end, bytes)
                    cursor = end
                } else if let next = repair(byte, cursor..<end, bytes) {
                    cursor = next
                } else {
                    refused = grammar.state == .start || grammar.state == .opened ? .unusable : .broken
                    return
                }
            }
        }
    }

    // MARK: Clean bytes

    private mutating func accept(
        _ byte: UInt8,
        _ before: ArgumentGrammar,
        _ place: Range<Int>,
        _ bytes: UnsafeRawBufferPointer
    ) {
        // White space before the object.
        guard grammar.state != .start else { return }
        if let text = textStart, place.lowerBound == text, candidate != nil {
            textStart = nil
            if byte == UInt8(ascii: "\"") { return omit(wasNull: false) }
            keepCandidate()
        }
        let isComma = byte == UInt8(ascii: ",") && (grammar.state == .key || grammar.state == .valueAfterComma)
        if isComma, grammar.isAtTop, !hasMember { return comma = nil }
        if isComma { comma = output.count }
        if grammar.state == .escape { backslash = output.count }
        if before.state != .string, grammar.state == .string, grammar.isKey, grammar.isAtTop {
            if before.state != .escape, before.state != .hexadecimal {
                member = (before.state == .key ? comma : nil) ?? output.count
                nameStart = place.upperBound
            }
        }
        output += bytes[place]
        switch (before.state, grammar.state) {
        case (.string, .colon) where grammar.isAtTop:
            candidate = nameStart.flatMap { parameters.firstIndex(named: bytes[$0..<place.lowerBound]) }
            if candidate == nil { hasMember = true }
        case (.value, .string):
            guard let candidate else { return }
            if parameters[candidate].refusesEmpty { textStart = place.upperBound } else { keepCandidate() }
        case (.value, .word):
            guard let candidate else { return }
            if byte != UInt8(ascii: "n") || !parameters[candidate].refusesNull { keepCandidate() }
        case (.value, let next) where next != .value:
            keepCandidate()
        case (.word, .afterValue) where candidate != nil:
            omit(wasNull: true)
        case (.opened, .complete):
            isPlaceholder = true
        default:
            break
        }
    }

    private mutating func keepCandidate() {
        if candidate != nil { hasMember = true }
        candidate = nil
    }

    /// Removes the current member, including its value.
    private mutating func omit(wasNull: Bool) {
        guard let omitted = candidate else { return }
        candidate = nil
        output.removeLast(output.count - member)
        omissions.append(ToolArguments.Omission(parameter: parameters[omitted], wasNull: wasNull))
    }

    // MARK: Repairs

    /// Repairs the error at `place`; returns where to continue, or nil if it cannot be repaired.
    private mutating func repair(_ byte: UInt8, _ place: Range<Int>, _ bytes: UnsafeRawBufferPointer) -> Int? {
        guard repairsJSON else { return nil }
        switch (grammar.state, byte) {
        case (.start, UInt8(ascii: "`")) where !isFenced:
            return skipFence(bytes, from: place.upperBound)
        case (.start, UInt8(ascii: "\"")) where unwraps && !isFenced:
            unwrap(bytes[place.lowerBound...])
            return bytes.count
        case (.key, UInt8(ascii: "}")), (.valueAfterComma, UInt8(ascii: "]")):
            if let comma { output.removeLast(output.count - comma) }
            grammar.close()
            output += bytes[place]
            repairs.insert(.trailingComma)
        case (.string, ..<0x20):
            if textStart == place.lowerBound { keepCandidate() }
            textStart = nil
            // JSON inside a JSON string.
            let json = JSONText(String(Unicode.Scalar(byte))).escaped
            output += JSONText(String(decoding: json, as: UTF8.self)).escaped
            repairs.insert(.controlCharacter)
        case (.escape, UInt8(ascii: "'")) where !grammar.isKey:
            output.removeLast(output.count - backslash)
            output += bytes[place]
            grammar.state = .string
            repairs.insert(.apostrophe)
        case (.value, _), (.valueOrEnd, _), (.valueAfterComma, _):
            return replacePythonLiteral(bytes, from: place.lowerBound)
        case (.complete, UInt8(ascii: "{")) where isPlaceholder:
            output = []
            isPlaceholder = false
            grammar = ArgumentGrammar()
            repairs.insert(.placeholder)
            return place.lowerBound
        case (.complete, _):
            if !isFenced || byte != UInt8(ascii: "`") { repairs.insert(.surplus) }
            return bytes.count
        default:
            return nil
        }
        return place.upperBound
    }

    /// A code fence: three backticks, the name of a language, and the object.
    private mutating func skipFence(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var cursor = start
        var length = 1
        while cursor < bytes.count {
            let (byte, end) = JSONEscape.character(bytes, at: cursor)
            switch byte {
            case UInt8(ascii: "`") where length < 3, UInt8(ascii: "a")...UInt8(ascii: "z") where 3..<12 ~= length:
                length += 1
                cursor = end
            case UInt8(ascii: "{") where length >= 3, _ where length >= 3 && ArgumentGrammar.isBlank(byte):
                isFenced = true
                repairs.insert(.fenced)
                return cursor
            default:
                return nil
            }
        }
        isOpenEnded = true
        return nil
    }

    /// An object inside a string.
    private mutating func unwrap(_ string: Slice<UnsafeRawBufferPointer>) {
        isOpenEnded = true
        refused = .unusable
        let text = JSONText(escaped: Array(string)[...], hasEscapes: true).string
        guard let inner = try? JSONDocument(text).root.text else { return }
        var repairer = ArgumentRepairer(ArgumentGrammar(), parameters: parameters, repairsJSON: true, unwraps: false)
        repairer.run(Array(inner.escaped))
        if repairer.grammar.state == .afterValue, repairer.refused == nil {
            repairer.output += repairer.grammar.closers()
            repairer.repairs.insert(.closers)
        }
        guard repairer.refused == nil, repairer.grammar.state == .complete else { return }
        refused = nil
        grammar = repairer.grammar
        output = repairer.output
        repairs.formUnion(repairer.repairs.union([.wrapped]))
        omissions += repairer.omissions
    }

    /// True, False and None, as JSON's words.
    private mutating func replacePythonLiteral(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        let literals: [(python: StaticString, json: StaticString)] = [
            ("True", "true"), ("False", "false"), ("None", "null"),
        ]
        for (python, json) in literals where JSONEscape.character(bytes, at: start).byte == python.utf8Start[0] {
            var cursor = start
            for offset in 0..<python.utf8CodeUnitCount {
                guard cursor < bytes.count else {
                    grammar.state = .word
                    return cursor
                }
                let (byte, end) = JSONEscape.character(bytes, at: cursor)
                guard byte == python.utf8Start[offset] else { return nil }
                cursor = end
            }
            grammar.state = .afterValue
            repairs.insert(.pythonLiteral)
            if let candidate, python.utf8Start[0] == UInt8(ascii: "N"), parameters[candidate].refusesNull {
                omit(wasNull: true)
            } else {
                keepCandidate()
                output += UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount)
            }
            return cursor
        }
        return nil
    }
}

/// The repairs of invalid arguments. Each is unambiguous.
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

    /// Whether the repair removes something that the model wrote.
    var isDrop: Bool { self == .surplus }
}
