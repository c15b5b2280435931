extension ToolArguments {
    /// Judges one character, in the middle of whatever has come before it.
    mutating func take(_ character: Character, _ bytes: UnsafeRawBufferPointer, _ run: inout ArgumentRun) {
        switch state {
        case .start: begin(character, bytes, &run)
        case .fence: skipFence(character, bytes, &run)
        case .wrapped: break
        case .unusable, .broken, .ignoring: run.start = character.end
        case .opened, .keyOrEnd, .key, .colon: takeMember(character, bytes, &run)
        case .value, .valueOrEnd, .valueAfterComma: takeValue(character, bytes, &run)
        case .afterValue: takeAfterValue(character, bytes, &run)
        case .complete: skipTrailingText(character, bytes, &run)
        case .string, .emptyOrText: takeText(character, bytes, &run)
        case .escape, .hexadecimal: takeEscape(character, bytes, &run)
        case .number: takeNumber(character, bytes, &run)
        case .word: takeWord(character, bytes, &run)
        }
    }

    // MARK: Before and behind the object

    private mutating func begin(
        _ character: Character,
        _ bytes: UnsafeRawBufferPointer,
        _ run: inout ArgumentRun
    ) {
        switch character.byte {
        case _ where character.isBlank:
            run.start = character.end
        case UInt8(ascii: "{"):
            open(character, &run)
        case UInt8(ascii: "`") where repairsJSON && !isFenced:
            run.start = character.end
            state = .fence
            progress = 1
        case UInt8(ascii: "\"") where repairsJSON && unwraps && !isFenced:
            hold(character, &run)
            state = .wrapped
        default:
            refuse(bytes, character.start, &run)
        }
    }

    private mutating func open(_ character: Character, _ run: inout ArgumentRun) {
        hold(character, &run)
        containers = ContainerStack()
        _ = containers.push(isObject: true)
        hasMember = false
        state = .opened
    }

    /// Behind a tick: two more, the name of a language, and the object.
    private mutating func skipFence(
        _ character: Character,
        _ bytes: UnsafeRawBufferPointer,
        _ run: inout ArgumentRun
    ) {
        switch character.byte {
        case UInt8(ascii: "`") where progress < 3, UInt8(ascii: "a")...UInt8(ascii: "z") where 3..<12 ~= progress:
            progress += 1
            run.start = character.end
        case UInt8(ascii: "{") where progress >= 3, _ where character.isBlank && progress >= 3:
            isFenced = true
            repaired(.fenced)
            state = .start
            begin(character, bytes, &run)
        default:
            refuse(bytes, character.start, &run)
        }
    }

    /// Behind the object. `{}` alone is held back: it may have been a placeholder.
    private mutating func skipTrailingText(
        _ character: Character,
        _ bytes: UnsafeRawBufferPointer,
        _ run: inout ArgumentRun
    ) {
        guard !character.isBlank else { return }
        guard repairsJSON else { return refuse(bytes, character.start, &run) }
        if isHolding, character.byte == UInt8(ascii: "{") {
            discard(bytes, from: character.start, upTo: character.start, &run)
            repaired(.placeholder)
            return open(character, &run)
        }
        keep(&run)
        if !isFenced || character.byte != UInt8(ascii: "`") { repaired(.surplus) }
        state = .ignoring
        discard(bytes, from: character.start, upTo: character.end, &run)
    }

    // MARK: Members

    private mutating func takeMember(
        _ character: Character,
        _ bytes: UnsafeRawBufferPointer,
        _ run: inout ArgumentRun
    ) {
        guard !character.isBlank else { return }
        switch (state, character.byte) {
        case (.opened, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")), (.key, UInt8(ascii: "\"")):
            beginKey(character, &run)
        case (.opened, UInt8(ascii: "}")):
            state = .complete
        case (.keyOrEnd, UInt8(ascii: "}")):
            close(character, bytes, &run)
        case (.key, UInt8(ascii: "}")) where repairsJSON:
            discard(bytes, from: character.start, upTo: character.start, &run)
            repaired(.trailingComma)
            close(character, bytes, &run)
        case (.colon, UInt8(ascii: ":")):
            state = .value
        default:
            refuse(bytes, character.start, &run)
        }
    }

    private mutating func beginKey(_ character: Character, _ run: inout ArgumentRun) {
        isKeyHeld = containers.depth == 1 && !parameters.isEmpty
        // The brace is no part of what may be left out; the comma is.
        if state == .opened || !isKeyHeld { keep(&run) }
        if isKeyHeld {
            hold(character, &run)
            keyOffset = held.count + character.end - run.holdStart
        } else if containers.depth == 1 {
            hasMember = true
        }
        isKey = true
        state = .string
    }

    private mutating func endKey(_ character: Character, _ bytes: UnsafeRawBufferPointer, _ run: inout ArgumentRun) {
        isKey = false
        state = .colon
        guard containers.depth == 1 else { return }
        candidate = isKeyHeld ? heldParameter(bytes, upTo: character.start, run) : nil
        isKeyHeld = false
        guard candidate == nil else { return }
        keep(&run)
        hasMember = true
    }

    /// The key at hand is that of no parameter.
    private mutating func releaseKey(_ run: inout ArgumentRun) {
        isKeyHeld = false
        keep(&run)
    }

    /// The member that is held back stays.
    private mutating func keepMember(_ run: inout ArgumentRun) {
        candidate = nil
        hasMember = true
        keep(&run)
    }

    /// The member that is held back is left out.
    private mutating func omitMember(
        _ candidate: Int,
        wasNull: Bool,
        upTo end: Int,
        _ bytes: UnsafeRawBufferPointer,
        _ run: inout ArgumentRun
    ) {
        discard(bytes, from: end, upTo: end, &run)
        omit(parameters[candidate], wasNull: wasNull)
        self.candidate = nil
        state = .afterValue
    }

    // MARK: Values

    private mutating func takeValue(
        _ character: Character,
        _ bytes: UnsafeRawBufferPointer,
        _ run: inout ArgumentRun
    ) {
        guard !character.isBlank else { return }
        if state == .valueAfterComma {
            if character.byte == UInt8(ascii: "]"), repairsJSON {
                discard(bytes, from: character.start, upTo: character.start, &run)
                repaired(.trailingComma)
                return close(character, bytes, &run)
            }
            keep(&run)
        }
        if let candidate {
            let parameter = parameters[candidate]
            if character.byte == UInt8(ascii: "\""), parameter.refusesEmpty {
                state = .emptyOrText
                return
            }
            let isNull = ArgumentLiteral(first: character.byte)?.isNull ?? false
            if !isNull || !parameter.refusesNull { keepMember(&run) }
        }
        switch character.byte {
        case UInt8(ascii: "\""):
            state = .string
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let isObject = character.byte == UInt8(ascii: "{")
            guard containers.push(isObject: isObject) else { return refuse(bytes, character.start, &run) }
            state = isObject ? .keyOrEnd : .valueOrEnd
        case UInt8(ascii: "]") where state == .valueOrEnd:
            close(character, bytes, &run)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            state = .number
            number = .sign
            takeNumber(character, bytes, &run)
        default:
            guard let word = ArgumentLiteral(first: character.byte), repairsJSON || word.inJSON == nil else {
                return refuse(bytes, character.start, &run)
            }
            hold(character, &run)
            self.word = word
            progress = 1
            state = .word
        }
    }

    private mutating func takeAfterValue(
        _ character: Character,
        _ bytes: UnsafeRawBufferPointer,
        _ run: inout ArgumentRun
    ) {
        guard !character.isBlank else { return }
        switch character.byte {
        case UInt8(ascii: ","):
            if containers.depth > 1 || hasMember {
                hold(character, &run)
            } else {
                discard(bytes, from: character.start, upTo: character.end, &run)
            }
            state = containers.isInObject ? .key : .valueAfterComma
        case UInt8(ascii: "}") where containers.isInObject, UInt8(ascii: "]") where !containers.isInObject:
            close(character, bytes, &run)
        default:
            refuse(bytes, character.start, &run)
        }
    }

    private mutating func close(_ character: Character, _ bytes: UnsafeRawBufferPointer, _ run: inout ArgumentRun) {
        _ = containers.pop()
        state = containers.depth == 0 ? .complete : .afterValue
    }

    private mutating func takeNumber(
        _ character: Character,
        _ bytes: UnsafeRawBufferPointer,
        _ run: inout ArgumentRun
    ) {
        if number.take(character.byte) { return }
        guard number.isWhole else { return refuse(bytes, character.start, &run) }
        state = .afterValue
        takeAfterValue(character, bytes, &run)
    }

    private mutating func takeWord(_ character: Character, _ bytes: UnsafeRawBufferPointer, _ run: inout ArgumentRun) {
        guard character.byte == word.spelling.utf8Start[progress] else {
            return refuse(bytes, character.start, &run)
        }
        progress += 1
        guard progress == word.spelling.utf8CodeUnitCount else { return }
        if word.inJSON != nil { repaired(.pythonLiteral) }
        if let candidate {
            omitMember(candidate, wasNull: true, upTo: character.end, bytes, &run)
        } else if let spelling = word.inJSON {
            discard(bytes, from: character.end, upTo: character.end, &run)
            say(spelling, &run)
        } else {
            keep(&run)
        }
        state = .afterValue
    }

    // MARK: Strings

    private mutating func takeText(_ character: Character, _ bytes: UnsafeRawBufferPointer, _ run: inout ArgumentRun) {
        if state == .emptyOrText {
            if character.byte == UInt8(ascii: "\""), let candidate {
                return omitMember(candidate, wasNull: false, upTo: character.end, bytes, &run)
            }
            keepMember(&run)
            state = .string
        }
        switch character.byte {
        case UInt8(ascii: "\""):
            if isKey { endKey(character, bytes, &run) } else { state = .afterValue }
        case UInt8(ascii: "\\"):
            hold(character, &run)
            state = .escape
        case ..<0x20:
            guard repairsJSON else { return refuse(bytes, character.start, &run) }
            // No parameter is called so.
            if isKeyHeld { releaseKey(&run) }
            discard(bytes, from: character.start, upTo: character.end, &run)
            say(controlCharacter: character.byte, &run)
            repaired(.controlCharacter)
        default:
            break
        }
    }

    /// As JSON writes it, inside of JSON.
    private func say(controlCharacter byte: UInt8, _ run: inout ArgumentRun) {
        switch byte {
        case 0x08: say(#"\\b"#, &run)
        case 0x09: say(#"\\t"#, &run)
        case 0x0A: say(#"\\n"#, &run)
        case 0x0C: say(#"\\f"#, &run)
        case 0x0D: say(#"\\r"#, &run)
        default:
            say(#"\\u00"#, &run)
            Hexadecimal.append(byte, to: &run.output)
        }
    }

    private mutating func takeEscape(
        _ character: Character,
        _ bytes: UnsafeRawBufferPointer,
        _ run: inout ArgumentRun
    ) {
        if state == .hexadecimal {
            guard Hexadecimal.value(character.byte) != nil else { return refuse(bytes, character.start, &run) }
            progress += 1
            if progress == 4 { endEscape(&run) }
            return
        }
        switch character.byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            endEscape(&run)
        case UInt8(ascii: "u"):
            state = .hexadecimal
            progress = 0
        case UInt8(ascii: "'") where repairsJSON && !isKey:
            discard(bytes, from: character.start, upTo: character.start, &run)
            repaired(.apostrophe)
            state = .string
        default:
            refuse(bytes, character.start, &run)
        }
    }

    private mutating func endEscape(_ run: inout ArgumentRun) {
        if !isKeyHeld { keep(&run) }
        state = .string
    }
}
