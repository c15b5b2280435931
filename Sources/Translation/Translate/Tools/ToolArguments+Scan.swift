extension ToolArguments {
    /// Scans valid arguments from `start` on, up to the first byte that needs a repair. Bytes before `start` are held back.
    /// Returns the part that may be passed on; the rest must be held back.
    mutating func scan(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Range<Int> {
        var hold = holdStart == nil ? nil : 0
        var first = 0
        var cursor = start
        while cursor < bytes.count {
            if grammar.state == .string, !isAtTextStart {
                while cursor < bytes.count, bytes[cursor] != UInt8(ascii: "\\") { cursor += 1 }
                guard cursor < bytes.count else { break }
            }
            let (byte, end) = JSONEscape.character(bytes, at: cursor)
            let before = grammar
            guard grammar.take(byte), !isOmission(byte, after: before.state) else {
                grammar = before
                isClean = false
                beginHold(at: cursor, before, &hold)
                break
            }
            follow(byte, before, cursor..<end, bytes, &hold)
            if grammar.state == .start { first = end }
            cursor = end
        }
        if isClean, let keyStart, bytes.count - keyStart > longestKey {
            // Longer than any name of a parameter.
            self.keyStart = nil
            release(&hold)
        }
        keyStart = keyStart.map { $0 - (hold ?? 0) }
        let end = hold ?? cursor
        return min(first, end)..<end
    }

    /// Whether the current optional parameter ends here with a value that its tool refuses.
    private func isOmission(_ byte: UInt8, after state: ArgumentGrammar.State) -> Bool {
        guard candidate != nil else { return false }
        return isAtTextStart ? byte == UInt8(ascii: "\"") : state == .word && grammar.state == .afterValue
    }

    /// Decides what to hold back after `byte` has changed the state from `before`.
    private mutating func follow(
        _ byte: UInt8,
        _ before: ArgumentGrammar,
        _ place: Range<Int>,
        _ bytes: UnsafeRawBufferPointer,
        _ hold: inout Int?
    ) {
        let start = place.lowerBound
        if isAtTextStart {
            isAtTextStart = false
            candidate = nil
            release(&hold)
        }
        switch (before.state, grammar.state) {
        case (.start, .opened), (.afterValue, .key), (.afterValue, .valueAfterComma), (.number, .key),
            (.number, .valueAfterComma):
            beginHold(at: start, before, &hold)
        case (_, .escape):
            beginHold(at: start, before, &hold)
        case (.escape, .string), (.hexadecimal, .string):
            if keyStart == nil { release(&hold) }
        case (.opened, .string), (.keyOrEnd, .string), (.key, .string):
            let mayBeLeftOut = grammar.isAtTop && !parameters.isEmpty
            // The comma is part of the member that may be left out; the brace is not.
            if before.state == .opened || !mayBeLeftOut { release(&hold) }
            guard mayBeLeftOut else { return }
            beginHold(at: start, before, &hold)
            keyStart = place.upperBound
        case (.string, .colon):
            guard let name = keyStart else { return }
            keyStart = nil
            candidate = parameters.firstIndex(named: bytes[name..<start])
            if candidate == nil { release(&hold) }
        case (.value, let next) where next != .value, (.valueAfterComma, let next) where next != .valueAfterComma,
            (.valueOrEnd, let next) where next != .valueOrEnd:
            beginValue(byte, &hold)
            if next == .word { beginHold(at: start, before, &hold) }
        case (.word, .afterValue):
            release(&hold)
        default:
            break
        }
    }

    private mutating func beginValue(_ byte: UInt8, _ hold: inout Int?) {
        if let candidate, byte == UInt8(ascii: "\""), parameters[candidate].refusesEmpty {
            isAtTextStart = true
        } else if let candidate, byte == UInt8(ascii: "n"), parameters[candidate].refusesNull {
            return
        } else {
            candidate = nil
            release(&hold)
        }
    }

    private mutating func beginHold(at place: Int, _ before: ArgumentGrammar, _ hold: inout Int?) {
        guard hold == nil else { return }
        hold = place
        holdStart = before
    }

    private mutating func release(_ hold: inout Int?) {
        hold = nil
        holdStart = nil
    }
}

extension [OptionalParameter] {
    /// The parameter with this name. The name may contain escapes, and the bytes are escaped once more.
    func firstIndex(named name: Slice<UnsafeRawBufferPointer>) -> Int? {
        guard name.contains(UInt8(ascii: "\\")) else { return firstIndex { $0.name.utf8.elementsEqual(name) } }
        let written = JSONText(escaped: [UInt8](name)[...], hasEscapes: true).string
        let spelled = JSONText(escaped: [UInt8](written.utf8)[...], hasEscapes: true).string
        return firstIndex { $0.name == spelled }
    }
}
