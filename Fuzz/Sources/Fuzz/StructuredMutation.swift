import FuzzTargets
import Translation

/// Mutates the parts of an input: values, members and elements of JSON, events of a stream.
struct StructuredMutation {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// Nil where bytes should be changed instead.
    mutating func mutated(_ bytes: [UInt8], _ target: FuzzTarget) -> [UInt8]? {
        guard roll(2) == 0 else { return nil }
        guard target.hasControls else { return mutatedJSON(bytes) }
        let controls = bytes.prefix(FuzzInput.controlCount)
        let payload = FuzzInput(bytes).payload
        let changed = target.takesStream ? mutatedStream(payload) ?? mutatedJSON(payload) : mutatedJSON(payload)
        return changed.map { controls + $0 }
    }

    // MARK: Streams

    private mutating func mutatedStream(_ payload: [UInt8]) -> [UInt8]? {
        var decoder = ServerSentEventDecoder()
        var events: [ServerSentEvent] = []
        guard (try? decoder.feed(payload + [0x0A, 0x0A], into: &events)) != nil, !events.isEmpty else { return nil }
        let place = roll(events.count)
        let other = roll(events.count)
        switch roll(8) {
        case 0: events.remove(at: place)
        case 1: events.insert(events[place], at: other)
        case 2: events.swapAt(place, other)
        case 3:
            events.insert(
                ServerSentEvent(name: pick(["", "error", "message"]), data: Vocabulary.value(&generator)),
                at: place
            )
        default:
            guard let data = mutatedJSON(events[place].data) else { return nil }
            events[place].data = data
        }
        var stream: [UInt8] = [0x0A]
        for event in events { ServerSentEventEncoder.append(event, to: &stream) }
        return stream
    }

    // MARK: JSON

    private mutating func mutatedJSON(_ bytes: [UInt8]) -> [UInt8]? {
        guard let document = try? JSONDocument(bytes) else { return nil }
        var values: [JSONValue] = []
        Self.collect(document.root, into: &values)
        let change = roll(6) < 2 ? mutatedParts(values) : mutatedValue(values)
        return change.map { bytes[..<$0.range.lowerBound] + $0.replacement + bytes[$0.range.upperBound...] }
    }

    /// What comes to stand where in the document.
    private struct Change {
        var range: Range<Int>
        var replacement: [UInt8]

        init(_ value: JSONValue, _ replacement: [UInt8]) {
            range = value.raw.bytes.startIndex..<value.raw.bytes.endIndex
            self.replacement = replacement
        }
    }

    private mutating func mutatedValue(_ values: [JSONValue]) -> Change? {
        let value = pick(values)
        let bytes = value.raw.bytes
        switch roll(4) {
        case 0: return Change(value, Array(Vocabulary.value(&generator).utf8))
        case 1: return Change(value, Array(pick(values).raw.bytes))
        case 2 where roll(2) == 0: return Change(value, [0x5B] + bytes + [0x5D])
        case 2: return Change(value, Array("{\"\(Vocabulary.word(&generator))\":".utf8) + bytes + [0x7D])
        default: return mutatedText(value)
        }
    }

    private mutating func mutatedText(_ value: JSONValue) -> Change? {
        guard let text = value.text else { return nil }
        let addition = pick([
            "\\ud83d", "\\ude00", "\\u0000", "\\n", "\\\\", "\\\"", " ", "STOP", "a", "{", "}", "é", "😀", "_session_",
            ",",
            "#/$defs/a", "data:", "0123456789012345678901234567890123456789012345678901234567890123456789",
        ])
        let cut = roll(2) == 0 ? text.escaped.startIndex : text.escaped.endIndex
        return Change(value, [0x22] + text.escaped[..<cut] + Array(addition.utf8) + text.escaped[cut...] + [0x22])
    }

    /// One member or element fewer, more, elsewhere or under another key.
    private mutating func mutatedParts(_ values: [JSONValue]) -> Change? {
        let containers = values.filter { $0.count > 0 }
        guard !containers.isEmpty else { return nil }
        let container = pick(containers)
        let isObject = container.kind == .object
        var parts = container.elements.map { Array($0.raw.bytes) }
        for member in container.members {
            parts.append([0x22] + member.key.escaped + [0x22, 0x3A] + member.value.raw.bytes)
        }
        let place = roll(parts.count)
        switch roll(6) {
        case 0: parts.remove(at: place)
        case 1: parts.insert(parts[place], at: roll(parts.count))
        case 2: parts.swapAt(place, roll(parts.count))
        case 3: parts += Array(repeating: parts[place], count: roll(40))
        default:
            let key = isObject ? "\"\(Vocabulary.word(&generator))\":" : ""
            let fresh = roll(2) == 0 ? Array(pick(values).raw.bytes) : Array(Vocabulary.value(&generator).utf8)
            parts.insert(Array(key.utf8) + fresh, at: place)
        }
        let joined = Array(parts.joined(separator: [0x2C]))
        return Change(container, isObject ? [0x7B] + joined + [0x7D] : [0x5B] + joined + [0x5D])
    }

    private static func collect(_ value: JSONValue, into values: inout [JSONValue]) {
        guard values.count < 2000 else { return }
        values.append(value)
        for element in value.elements { collect(element, into: &values) }
        for member in value.members { collect(member.value, into: &values) }
    }

    private mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &generator) }

    private mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[roll(choices.count)] }
}
