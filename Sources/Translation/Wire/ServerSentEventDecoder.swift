/// Splits a byte stream into server-sent events. The stream may arrive in any pieces.
///
/// Lines end in CR, LF or CRLF; comment lines, `id:` and `retry:` are skipped; an incomplete last event is dropped, as
/// the standard requires. A line or event longer than the limit is an error, so the buffer is bounded.
public struct ServerSentEventDecoder: Sendable {
    /// A line or an event has more bytes than the limit.
    public struct TooLong: Error, Equatable {
        public var limit: Int
    }

    private let limit: Int
    private var line: [UInt8] = []
    private var name = ""
    /// The last name that was read, which most events share.
    private var latestName: (text: String, bytes: [UInt8]) = ("", [])
    private var data: [UInt8] = []
    private var hasData = false
    /// The last byte was a CR: a following LF belongs to the same line end.
    private var endedInCarriageReturn = false
    private var atStart = true

    public init(limit: Int = 32 << 20) {
        self.limit = limit
    }

    /// Takes the next piece and appends the events it completes.
    public mutating func feed(
        _ input: UnsafeRawBufferPointer,
        into events: inout [ServerSentEvent]
    ) throws(TooLong) {
        var position = 0
        while let event = try next(in: input, from: &position) { events.append(event) }
    }

    /// Reads on from `position` to the end of the next event; nil where the piece ends before that.
    public mutating func next(
        in input: UnsafeRawBufferPointer,
        from position: inout Int
    ) throws(TooLong) -> ServerSentEvent? {
        while position < input.count {
            if endedInCarriageReturn {
                endedInCarriageReturn = false
                if input[position] == Self.lineFeed {
                    position += 1
                    continue
                }
            }
            let start = position
            let end = Self.lineEnd(input, from: start)
            guard end < input.count else {
                guard line.count + (end - start) <= limit else { throw TooLong(limit: limit) }
                line.append(contentsOf: input[start..<end])
                position = end
                return nil
            }
            position = end + 1
            endedInCarriageReturn = input[end] == Self.carriageReturn
            if let event = try endLine(input, start, end) { return event }
        }
        return nil
    }

    /// The same for an array.
    public mutating func feed(_ bytes: [UInt8], into events: inout [ServerSentEvent]) throws(TooLong) {
        let failure: TooLong? = bytes.withUnsafeBytes { input in
            do throws(TooLong) {
                try feed(input, into: &events)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    private mutating func endLine(
        _ input: UnsafeRawBufferPointer,
        _ start: Int,
        _ end: Int
    ) throws(TooLong) -> ServerSentEvent? {
        // Also for a line that arrived in one piece: the limit must not depend on the pieces.
        guard line.count + (end - start) <= limit else { throw TooLong(limit: limit) }
        if line.isEmpty {
            return try field(UnsafeRawBufferPointer(rebasing: input[start..<end]))
        }
        line.append(contentsOf: input[start..<end])
        let whole = line
        line.removeAll(keepingCapacity: true)
        let result: Result<ServerSentEvent?, TooLong> = whole.withUnsafeBytes { bytes in
            do throws(TooLong) {
                return .success(try field(bytes))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private mutating func field(_ rawLine: UnsafeRawBufferPointer) throws(TooLong) -> ServerSentEvent? {
        var line = rawLine
        if atStart {
            atStart = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = UnsafeRawBufferPointer(rebasing: line[3...]) }
        }
        guard !line.isEmpty else { return takeEvent() }
        if let value = Self.value(of: "data", in: line) {
            guard data.count + value.count < limit else { throw TooLong(limit: limit) }
            if hasData { data.append(Self.lineFeed) }
            data.append(contentsOf: value)
            hasData = true
        } else if let value = Self.value(of: "event", in: line) {
            if !latestName.bytes.withUnsafeBytes({ $0.hasSameBytes(as: value) }) {
                latestName = (String(decoding: value, as: UTF8.self), Array(value))
            }
            name = latestName.text
        }
        return nil
    }

    private mutating func takeEvent() -> ServerSentEvent? {
        defer {
            // A fresh array rather than `removeAll`: the event keeps the old one's storage, uncopied.
            data = []
            hasData = false
            name = ""
        }
        return hasData ? ServerSentEvent(name: name, data: data) : nil
    }

    /// The value behind `field:` and one optional space; nil if the line has another field.
    private static func value(of field: StaticString, in line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        let length = field.utf8CodeUnitCount
        guard line.count >= length else { return nil }
        for offset in 0..<length where line[offset] != field.utf8Start[offset] { return nil }
        guard line.count > length else { return UnsafeRawBufferPointer(rebasing: line[length...]) }
        guard line[length] == UInt8(ascii: ":") else { return nil }
        let start = line.count > length + 1 && line[length + 1] == UInt8(ascii: " ") ? length + 2 : length + 1
        return UnsafeRawBufferPointer(rebasing: line[start...])
    }

    /// The offset of the next CR or LF, tested eight bytes at a time; the count if there is none.
    private static func lineEnd(_ input: UnsafeRawBufferPointer, from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var cursor = start
        while cursor + 8 <= input.count {
            let word = input.loadUnaligned(fromByteOffset: cursor, as: UInt64.self).littleEndian
            let feed = word ^ (ones &* UInt64(lineFeed))
            let carriage = word ^ (ones &* UInt64(carriageReturn))
            let found = (((feed &- ones) & ~feed) | ((carriage &- ones) & ~carriage)) & (ones << 7)
            if found != 0 { return cursor + found.trailingZeroBitCount >> 3 }
            cursor += 8
        }
        while cursor < input.count, input[cursor] != lineFeed, input[cursor] != carriageReturn { cursor += 1 }
        return cursor
    }

    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D
}
