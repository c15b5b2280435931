import Translation

/// What holds of any bytes that are read as server-sent events.
enum ServerSentEventPromises {
    private enum Outcome: Equatable {
        case events([ServerSentEvent])
        case tooLong(after: [ServerSentEvent])
    }

    static func check(_ input: FuzzInput) throws(BrokenPromise) {
        let events = plain(input.payload)
        let pieces = input.pieces(0)
        try promise(
            decoded([input.payload[...]], limit: 1 << 20) == .events(events),
            "the decoder and the standard differ"
        )
        try promise(decoded(pieces, limit: 1 << 20) == .events(events), "a cut changed the events")

        let limit = input.choice(1, [64, 1, 2, 8, 17, 256])
        let whole = decoded([input.payload[...]], limit: limit)
        try promise(decoded(pieces, limit: limit) == whole, "a cut changed what is too long")
        if case .events(let short) = whole {
            try promise(short == events, "a limit that was kept changed the events")
            try promise(short.allSatisfy { $0.data.count <= limit }, "an event above the limit")
        }

        var encoded: [UInt8] = []
        for event in events { ServerSentEventEncoder.append(event, to: &encoded) }
        try promise(decoded([encoded[...]], limit: 1 << 20) == .events(events), "encoding changed the events")
    }

    private static func decoded(_ pieces: [ArraySlice<UInt8>], limit: Int) -> Outcome {
        var decoder = ServerSentEventDecoder(limit: limit)
        var events: [ServerSentEvent] = []
        for piece in pieces {
            do throws(ServerSentEventDecoder.TooLong) {
                try decoder.feed(Array(piece), into: &events)
            } catch {
                return .tooLong(after: events)
            }
        }
        return .events(events)
    }

    /// The standard's own words (WHATWG HTML, § 9.2.6), one step after the other.
    private static func plain(_ bytes: [UInt8]) -> [ServerSentEvent] {
        var lines: [[UInt8]] = [[]]
        var previous: UInt8 = 0
        for byte in bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...] {
            if byte == 0x0D || byte == 0x0A {
                if !(byte == 0x0A && previous == 0x0D) { lines.append([]) }
            } else {
                lines[lines.count - 1].append(byte)
            }
            previous = byte
        }
        var events: [ServerSentEvent] = []
        var name = ""
        var data: [[UInt8]] = []
        // What follows the last line end is an unfinished line.
        for line in lines.dropLast() {
            guard !line.isEmpty else {
                if !data.isEmpty {
                    events.append(ServerSentEvent(name: name, data: Array(data.joined(separator: [0x0A]))))
                }
                (name, data) = ("", [])
                continue
            }
            let field = line.prefix { $0 != UInt8(ascii: ":") }
            var value = line.dropFirst(field.count + 1)
            if value.first == 0x20 { value = value.dropFirst() }
            if field.elementsEqual("data".utf8) { data.append(Array(value)) }
            if field.elementsEqual("event".utf8) { name = String(decoding: value, as: UTF8.self) }
        }
        return events
    }
}
