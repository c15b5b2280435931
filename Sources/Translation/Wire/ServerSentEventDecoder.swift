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
        var start = 0
        let count = input.count
        if endedInCarriageReturn, count > 0 {
            endedInCarriageReturn = false
            if input[0] == Self.lineFeed { start = 1 }
        }
        while start < count {
            let end = Self.lineEnd(input, from: start)
            guard end < count else {
                guard line.count + (end - start) <= limit else { throw TooLong(limit: limit) }
                line.append(contentsOf: input[start..<end])
                return
            }
            try endLine(input, start, end, &events)
            start = end + 1
            if input[end] == Self.carriageReturn {
                if start == count {
                    endedInCarriageReturn = true
                } else if input[start] == Self.lineFeed {
                    start += 1
                }
            }
        }
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
        _ end: Int,
        _ events: inout [ServerSentEvent]
    ) throws(TooLong) {
        // Also for a line that arrived in one piece: the limit must not depend on the pieces.
        guard line.count + (end - start) <= limit else { throw TooLong(limit: limit) }
        if line.isEmpty {
            try field(UnsafeRawBufferPointer(rebasing: input[start..<end]), &events)
            return
        }
        line.append(contentsOf: input[start..<end])
        let whole = line
        line.removeAll(keepingCapacity: true)
        let failure: TooLong? = whole.withUnsafeBytes { bytes in
            do throws(TooLong) {
                try field(bytes, &events)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    private mutating func field(
        _ rawLine: UnsafeRawBufferPointer,
        _ events: inout [ServerSentEvent]
    ) throws(TooLong) {
        var line = rawLine
        if atStart {
            atStart = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = UnsafeRawBufferPointer(rebasing: line[3...]) }
        }
        guard !line.isEmpty else {
            dispatch(&events)
            return
        }
        if let value = Self.value(of: "data", in: line) {
            guard data.count + value.count < limit else { throw TooLong(limit: limit) }
            if hasData { data.append(Self.lineFeed) }
            data.append(contentsOf: value)
            hasData = true
        } else if let value = Self.value(of: "event", in: line) {
            name = String(decoding: value, as: UTF8.self)
        }
    }

    private mutating func dispatch(_ events: inout [ServerSentEvent]) {
        if hasData { events.append(ServerSentEvent(name: name, data: data)) }
        // A fresh array rather than `removeAll`: the event keeps the old one's storage, uncopied.
        data = []
        hasData = false
        name = ""
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
