import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct ServerSentEventDecoderTests {
    private static let stream = """
        : a comment\r\nevent: first\ndata: {"é":"你好"}\n\nid: 7\nretry: 10\ndata\ndata: two\ndata:three\r\r\
        data:  spaced \n\nevent: nothing\n\ndata: 🎉\r\n\r\nevent: cut\ndata: off
        """
    private static let events = [
        ServerSentEvent(name: "first", data: #"{"é":"你好"}"#), ServerSentEvent(data: "\ntwo\nthree"),
        ServerSentEvent(data: " spaced "), ServerSentEvent(data: "🎉"),
    ]

    private func decode(_ pieces: [[UInt8]], limit: Int = 1 << 20) throws -> [ServerSentEvent] {
        var decoder = ServerSentEventDecoder(limit: limit)
        var events: [ServerSentEvent] = []
        for piece in pieces { try decoder.feed(piece, into: &events) }
        return events
    }

    @Test func `fields, comments and all three line ends are read`() throws {
        #expect(try decode([Array(Self.stream.utf8)]) == Self.events)
    }

    @Test func `byte by byte gives the same events`() throws {
        #expect(try decode(Self.stream.utf8.map { [$0] }) == Self.events)
    }

    @Test func `every single cut gives the same events`() throws {
        let bytes = Array(Self.stream.utf8)

        for cut in 0...bytes.count {
            #expect(try decode([Array(bytes[..<cut]), Array(bytes[cut...])]) == Self.events, "cut at \(cut)")
        }
    }

    @Test(arguments: 0..<100)
    func `random cuts give the same events`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var rest = Array(Self.stream.utf8)[...]
        var pieces: [[UInt8]] = []
        while !rest.isEmpty {
            let length = Int.random(in: 1...12, using: &generator)
            pieces.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }

        #expect(try decode(pieces) == Self.events)
    }

    @Test func `a byte order mark at the start is skipped`() throws {
        #expect(try decode([[0xEF, 0xBB, 0xBF] + Array("data: x\n\n".utf8)]) == [ServerSentEvent(data: "x")])
    }

    @Test func `a line over the limit is an error and no growing buffer`() {
        let line = Array("data: \(String(repeating: "x", count: 100))".utf8)

        #expect(throws: ServerSentEventDecoder.TooLong(limit: 64)) { try decode([line], limit: 64) }
    }

    @Test func `a line over the limit is an error however it is cut`() {
        let line = Array(": \(String(repeating: "x", count: 100))\n".utf8)

        #expect(throws: ServerSentEventDecoder.TooLong(limit: 64)) { try decode([line], limit: 64) }
        #expect(throws: ServerSentEventDecoder.TooLong(limit: 64)) { try decode(line.map { [$0] }, limit: 64) }
    }

    @Test func `an event over the limit is an error`() {
        let lines = Array(String(repeating: "data: xxxxxxxxxx\n", count: 20).utf8)

        #expect(throws: ServerSentEventDecoder.TooLong(limit: 64)) { try decode([lines], limit: 64) }
    }

    @Test func `the decoder reads what the encoder writes`() throws {
        var bytes: [UInt8] = []
        let event = ServerSentEvent(name: "message", data: "one\ntwo\n")
        ServerSentEventEncoder.append(event, to: &bytes)

        #expect(try decode([bytes]) == [event])
    }
}
