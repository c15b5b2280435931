/// What becomes of one piece: a run of it that passes as it is, behind what had to be written anew.
struct ArgumentRun {
    /// Where the run begins that has not been written yet.
    var start = 0
    /// Where what is held back begins; 0 where that began in an earlier piece.
    var holdStart = 0
    /// What stands before the run; empty as long as nothing but the run is said.
    var output: [UInt8] = []
}

extension ToolArguments {
    /// One character of the arguments: an ASCII byte, or 0x80 for any other, and the bytes that it is written with.
    struct Character {
        var byte: UInt8
        var start: Int
        var end: Int

        /// White space as JSON has it.
        var isBlank: Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
    }

    /// Reads the whole of a piece; what passes of it is `run.output`, or else what `run.start` and the result span.
    mutating func scan(_ bytes: UnsafeRawBufferPointer, _ run: inout ArgumentRun) -> Int {
        var cursor = 0
        while cursor < bytes.count {
            if state == .string { cursor = Self.plainEnd(bytes, cursor) }
            guard cursor < bytes.count else { break }
            let character = Self.character(bytes, cursor)
            cursor = character.end
            take(character, bytes, &run)
        }
        if isHolding { holdOver(bytes, &run) }
        let end = isHolding ? run.holdStart : bytes.count
        if !run.output.isEmpty { write(bytes, upTo: end, &run) }
        return max(run.start, end)
    }

    /// Keeps what is held back for the next piece.
    private mutating func holdOver(_ bytes: UnsafeRawBufferPointer, _ run: inout ArgumentRun) {
        let count = held.count + bytes.count - run.holdStart
        if isKeyHeld, count > keyOffset + longestKey {
            // No name of a parameter is as long.
            isKeyHeld = false
            keep(&run)
        } else if count > (state == .wrapped ? Self.wrappedLimit : Self.heldLimit) {
            refuse(bytes, bytes.count, &run)
        } else {
            held.append(contentsOf: bytes[run.holdStart...])
        }
    }

    /// A name may be written in escapes of escapes, seven bytes a character.
    private var longestKey: Int { 7 * (parameters.map(\.name.utf8.count).max() ?? 0) }

    /// The next byte that may be more than text.
    private static func plainEnd(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
        var cursor = start
        while cursor < bytes.count, bytes[cursor] != UInt8(ascii: "\\") { cursor += 1 }
        return cursor
    }

    /// The character at `start`. `\u0022` for a quote is how .NET writes it.
    private static func character(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Character {
        let byte = bytes[start]
        guard byte == UInt8(ascii: "\\"), start + 1 < bytes.count else {
            return Character(byte: min(byte, 0x80), start: start, end: start + 1)
        }
        let letter = bytes[start + 1]
        switch letter {
        case UInt8(ascii: "n"): return Character(byte: 0x0A, start: start, end: start + 2)
        case UInt8(ascii: "t"): return Character(byte: 0x09, start: start, end: start + 2)
        case UInt8(ascii: "r"): return Character(byte: 0x0D, start: start, end: start + 2)
        case UInt8(ascii: "b"): return Character(byte: 0x08, start: start, end: start + 2)
        case UInt8(ascii: "f"): return Character(byte: 0x0C, start: start, end: start + 2)
        case UInt8(ascii: "u"):
            var scalar = 0
            for offset in start + 2..<min(start + 6, bytes.count) {
                scalar = scalar << 4 | Int(Hexadecimal.value(bytes[offset]) ?? 0)
            }
            return Character(byte: UInt8(min(scalar, 0x80)), start: start, end: min(start + 6, bytes.count))
        default: return Character(byte: letter, start: start, end: start + 2)
        }
    }

    // MARK: Holding back

    /// Holds back what begins with `character`, unless something is held back already.
    mutating func hold(_ character: Character, _ run: inout ArgumentRun) {
        guard !isHolding else { return }
        isHolding = true
        run.holdStart = character.start
    }

    /// Lets pass what was held back.
    mutating func keep(_ run: inout ArgumentRun) {
        isHolding = false
        guard !held.isEmpty else { return }
        run.output += held
        held.removeAll(keepingCapacity: true)
    }

    /// Leaves out what was held back, or else what begins at `start`, up to `end`.
    mutating func discard(_ bytes: UnsafeRawBufferPointer, from start: Int, upTo end: Int, _ run: inout ArgumentRun) {
        write(bytes, upTo: isHolding ? run.holdStart : start, &run)
        held.removeAll(keepingCapacity: true)
        isHolding = false
        run.start = end
    }

    private func write(_ bytes: UnsafeRawBufferPointer, upTo end: Int, _ run: inout ArgumentRun) {
        guard end > run.start else { return }
        run.output += bytes[run.start..<end]
        run.start = end
    }

    func say(_ text: StaticString, _ run: inout ArgumentRun) {
        run.output += UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }

    /// The name of the key that is held back and ends before `end`, where it is that of one of the parameters.
    func heldParameter(_ bytes: UnsafeRawBufferPointer, upTo end: Int, _ run: ArgumentRun) -> Int? {
        let name: [UInt8]
        if held.isEmpty {
            name = Array(bytes[run.holdStart + keyOffset..<end])
        } else if held.count >= keyOffset {
            name = Array(held[keyOffset...]) + bytes[..<end]
        } else {
            name = Array(bytes[keyOffset - held.count..<end])
        }
        guard name.contains(UInt8(ascii: "\\")) else {
            return parameters.firstIndex { $0.name.utf8.elementsEqual(name) }
        }
        let written = JSONText(escaped: name[...], hasEscapes: true).string
        let spelled = JSONText(escaped: Array(written.utf8)[...], hasEscapes: true).string
        return parameters.firstIndex { $0.name == spelled }
    }

    /// What begins at `start` is no JSON, or no object.
    mutating func refuse(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ run: inout ArgumentRun) {
        switch state {
        case .start, .fence, .wrapped, .opened: state = .unusable
        case .unusable, .broken, .keyOrEnd, .key, .colon, .value, .valueOrEnd, .valueAfterComma, .afterValue, .complete,
            .ignoring, .string, .escape, .hexadecimal, .emptyOrText, .number, .word:
            state = .broken
        }
        discard(bytes, from: start, upTo: bytes.count, &run)
    }
}
