/// Decodes a terminal's bytes into keys, pastes, mouse and focus events. A sequence may arrive in any number of pieces.
///
/// Curses could do it (`get_wch`), but it loses the bytes of a character that arrives in two pieces, blocks its thread
/// at each Esc, and reports an unknown sequence key by key: an unknown arrow would be Esc, which leaves a view.
/// With Alt a key is Esc and the key, as in vi.
struct InputDecoder {
    /// The limit of a paste in bytes; the rest is dropped.
    static let pasteLimit = 1 << 20
    /// The longest pause within a sequence. After it, the ESC was the Esc key.
    static let escapePatience = Duration.milliseconds(25)
    /// A paste whose end was lost must not swallow all further keys.
    static let pastePatience = Duration.seconds(1)
    private static let doublePressPatience = Duration.milliseconds(400)
    private static let sequenceLimit = 64
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    private enum State {
        case ground
        case character(UTF8Scalar)
        /// From ESC on.
        case sequence([UInt8])
        case paste([UInt8], end: Int)
        /// Three bytes of the old mouse protocol, which was not requested.
        case skipping(Int)
    }

    private let keys: KeySequences
    private var state = State.ground
    private var lastPress: (place: Point, instant: ContinuousClock.Instant)?
    private var inputs: [TerminalInput] = []

    init(keys: KeySequences = KeySequences()) {
        self.keys = keys
    }

    /// How long to wait for the rest before ``flushPending()``; nil if no sequence is unfinished.
    var patience: Duration? {
        switch state {
        case .ground, .character: nil
        case .sequence, .skipping: Self.escapePatience
        case .paste: Self.pastePatience
        }
    }

    mutating func decode(_ bytes: some Sequence<UInt8>, at instant: ContinuousClock.Instant) -> [TerminalInput] {
        for byte in bytes { take(byte, at: instant) }
        defer { inputs.removeAll(keepingCapacity: true) }
        return inputs
    }

    /// The rest did not arrive: the bytes so far are decoded as they are.
    mutating func flushPending() -> [TerminalInput] {
        defer {
            state = .ground
            inputs.removeAll(keepingCapacity: true)
        }
        switch state {
        case .ground, .character, .skipping: break
        case .sequence(let bytes):
            // A person does not type more than Esc and one key so quickly.
            if bytes.count <= 2 { spell(bytes) }
        case .paste(let bytes, _): finishPaste(bytes)
        }
        return inputs
    }

    private mutating func take(_ byte: UInt8, at instant: ContinuousClock.Instant) {
        switch state {
        case .ground:
            begin(byte)
        case .character(var scalar):
            switch scalar.take(byte) {
            case .unfinished: state = .character(scalar)
            case .finished(let scalar):
                state = .ground
                // C1 controls are not keys.
                if !(0x80..<0xA0).contains(scalar.value) { inputs.append(.key(.character(scalar))) }
            case .invalid:
                state = .ground
                begin(byte)
            }
        case .sequence(var bytes):
            bytes.append(byte)
            extend(bytes, at: instant)
        case .paste(var bytes, var end):
            // The only reference to the array, so that it grows in place.
            state = .ground
            end = byte == Self.pasteEnd[end] ? end + 1 : byte == Self.pasteEnd[0] ? 1 : 0
            if bytes.count < Self.pasteLimit + Self.pasteEnd.count { bytes.append(byte) }
            if end == Self.pasteEnd.count {
                finishPaste(bytes.suffix(end).elementsEqual(Self.pasteEnd) ? bytes.dropLast(end) : bytes[...])
            } else {
                state = .paste(bytes, end: end)
            }
        case .skipping(let count):
            state = count > 1 ? .skipping(count - 1) : .ground
        }
    }

    private mutating func begin(_ byte: UInt8) {
        switch byte {
        case 0x1B: state = .sequence([byte])
        case 0x80...: state = UTF8Scalar(first: byte).map(State.character) ?? .ground
        default: inputs.append(.key(Self.key(byte)))
        }
    }

    private static func key(_ byte: UInt8) -> Key {
        switch byte {
        case 0x0D, 0x0A: .enter
        case 0x09: .tab
        case 0x08, 0x7F: .backspace
        case 0x1B: .escape
        case ..<0x20: .control(Unicode.Scalar(byte + 0x40))
        default: .character(Unicode.Scalar(byte))
        }
    }

    private mutating func spell(_ bytes: [UInt8]) {
        for byte in bytes { inputs.append(.key(Self.key(byte))) }
    }

    private mutating func extend(_ bytes: [UInt8], at instant: ContinuousClock.Instant) {
        let last = bytes[bytes.count - 1]
        if let key = keys.named[bytes] {
            state = .ground
            inputs.append(.key(key))
            return
        }
        switch bytes[1] {
        case UInt8(ascii: "["):
            // The Linux console's function keys are ESC [ [ and a letter.
            let isConsole = bytes.count > 2 && bytes[2] == UInt8(ascii: "[")
            guard bytes.count > 2, isConsole ? bytes.count > 3 : (0x40...0x7E).contains(last) else {
                return unfinished(bytes)
            }
            state = .ground
            if isConsole {
                if (0x41...0x45).contains(last) { inputs.append(.key(.function(Int(last) - 0x40))) }
            } else {
                finishSequence(bytes, at: instant)
            }
        case UInt8(ascii: "O"):
            // Old terminals put a modifier's digit between.
            guard bytes.count > 2, !(0x30...0x39).contains(last) else { return unfinished(bytes) }
            state = .ground
            if let key = KeySequences.key(parameters: [], final: last) { inputs.append(.key(key)) }
        default:
            state = .ground
            inputs.append(.key(.escape))
            begin(last)
        }
    }

    private mutating func unfinished(_ bytes: [UInt8]) {
        if bytes[bytes.count - 1] == 0x1B, bytes.count > 1 {
            // A new sequence begins before the end of this one.
            if bytes.count == 3 { spell(Array(bytes.dropLast())) }
            state = .sequence([0x1B])
        } else {
            state = bytes.count < Self.sequenceLimit ? .sequence(bytes) : .ground
        }
    }

    private mutating func finishSequence(_ bytes: [UInt8], at instant: ContinuousClock.Instant) {
        let final = bytes[bytes.count - 1]
        var middle = bytes[2..<(bytes.count - 1)]
        let mark = middle.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil }
        if mark != nil { middle.removeFirst() }
        let parameters = middle.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
            Int(String(decoding: $0.prefix { (0x30...0x39).contains($0) }, as: UTF8.self)) ?? 0
        }
        switch (mark, final) {
        case (UInt8(ascii: "<"), UInt8(ascii: "M")):
            if parameters.count == 3 { press(parameters, at: instant) }
        case (.some, _):
            break
        case (nil, UInt8(ascii: "~")) where parameters.first == 200:
            state = .paste([], end: 0)
        case (nil, UInt8(ascii: "I")) where middle.isEmpty: inputs.append(.focus(true))
        case (nil, UInt8(ascii: "O")) where middle.isEmpty: inputs.append(.focus(false))
        case (nil, UInt8(ascii: "M")) where middle.isEmpty: state = .skipping(3)
        default:
            if let key = KeySequences.key(parameters: parameters, final: final) { inputs.append(.key(key)) }
        }
    }

    /// xterm's button code: the lowest two bits, 4, 8 and 16 for modifiers, 32 for motion, 64 for the wheel.
    private mutating func press(_ parameters: [Int], at instant: ContinuousClock.Instant) {
        let place = Point(column: max(parameters[1] - 1, 0), row: max(parameters[2] - 1, 0))
        switch parameters[0] & ~0b11100 {
        case 0:
            if let last = lastPress, last.place == place, instant - last.instant < Self.doublePressPatience {
                lastPress = nil
                inputs.append(.mouse(MouseEvent(action: .doublePress, place: place)))
            } else {
                lastPress = (place, instant)
                inputs.append(.mouse(MouseEvent(action: .press, place: place)))
            }
        case 64: inputs.append(.mouse(MouseEvent(action: .wheelUp, place: place)))
        case 65: inputs.append(.mouse(MouseEvent(action: .wheelDown, place: place)))
        default: break
        }
    }

    /// Terminals send a paste's line ends as the Enter key does.
    private mutating func finishPaste(_ bytes: some Collection<UInt8>) {
        let text = String(decoding: bytes.prefix(Self.pasteLimit), as: UTF8.self)
        inputs.append(
            .paste(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
        )
    }
}
