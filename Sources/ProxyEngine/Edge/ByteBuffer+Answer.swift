import Journal
import NIOCore
import NIOHTTP1
import Translation

/// Answers as HTTP/1.1 writes them. Head and pieces go into one buffer, so that they are sent at once.
extension ByteBuffer {
    /// The head, up to and with its empty line.
    mutating func writeHead(status: Int, _ headers: [HeaderField], _ last: [(name: String, value: String)]) {
        let status = HTTPResponseStatus(statusCode: status)
        writeString("HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n")
        for header in headers { writeField(header.name, header.value) }
        for (name, value) in last { writeField(name, value) }
        writeStaticString("\r\n")
    }

    private mutating func writeField(_ name: String, _ value: String) {
        writeString(name)
        writeStaticString(": ")
        if value.utf8.contains(where: Self.endsLine) {
            writeBytes(value.utf8.map { Self.endsLine($0) ? UInt8(ascii: " ") : $0 })
        } else {
            writeString(value)
        }
        writeStaticString("\r\n")
    }

    /// What would end the header and begin another.
    private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0D || byte == 0x0A || byte == 0 }

    /// A piece of a body whose length is not known before its end.
    mutating func writeChunk(_ bytes: ByteBuffer) {
        guard bytes.readableBytes > 0 else { return }
        writeString(String(bytes.readableBytes, radix: 16))
        writeStaticString("\r\n")
        writeImmutableBuffer(bytes)
        writeStaticString("\r\n")
    }

    mutating func writeLastChunk() {
        writeStaticString("0\r\n\r\n")
    }
}
