import Journal
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPCompression
import Translation

/// Unpacks a gzip or deflate body. The decompressor is NIO's channel handler, run in a channel of its own: it has no
/// other form, and a bounded one of ours would be a second copy of zlib's pitfalls.
enum BodyDecompression {
    static func unpacked(_ packed: [UInt8], encoding: String, limit: Int) throws -> [UInt8] {
        guard encoding == "gzip" || encoding == "deflate" else {
            throw ExchangeFailure.undecodable(UndecodableBody(encoding: encoding, .unsupported))
        }
        let channel = EmbeddedChannel(handler: NIOHTTPRequestDecompressor(limit: .size(limit)))
        defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
        let headers: HTTPHeaders = ["content-encoding": encoding, "content-length": String(packed.count)]
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/", headers: headers)
        do {
            try channel.writeInbound(HTTPServerRequestPart.head(head))
            try channel.writeInbound(HTTPServerRequestPart.body(ByteBuffer(bytes: packed)))
            try channel.writeInbound(HTTPServerRequestPart.end(nil))
            var bytes: [UInt8] = []
            while let part = try channel.readInbound(as: HTTPServerRequestPart.self) {
                if case .body(let buffer) = part { bytes.append(contentsOf: buffer.readableBytesView) }
            }
            return bytes
        } catch let error as NIOHTTPDecompression.DecompressionError where error == .limit {
            throw ExchangeFailure.tooLarge(limit: limit)
        } catch {
            throw ExchangeFailure.undecodable(UndecodableBody(encoding: encoding, .corrupt))
        }
    }
}
