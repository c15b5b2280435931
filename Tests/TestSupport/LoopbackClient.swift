import NIOCore
import NIOHTTP1
import NIOPosix
package import TranslationTestSupport

/// One HTTP request to a loopback address whose answer is read piece by piece, at the test's pace.
package enum LoopbackClient {
    /// An answer as it comes in. Reading is by hand: what is not read stays in the socket.
    package struct Answer: Sendable {
        package let status: Int
        package let headers: [(name: String, value: String)]
        fileprivate let parts: AnswerParts

        package func header(_ name: String) -> String? {
            headers.first { $0.name == name }?.value
        }

        /// The next bytes of the body; nil at its end. Throws ``Truncated`` where the connection ends first.
        package func nextBytes() async throws -> [UInt8]? {
            try await parts.nextBytes()
        }

        /// What is left of the body.
        package func rest() async throws -> [UInt8] {
            var bytes: [UInt8] = []
            while let next = try await nextBytes() { bytes += next }
            return bytes
        }

        package func text() async throws -> String {
            String(decoding: try await rest(), as: UTF8.self)
        }

        package func json() async throws -> JSON {
            try JSON(parsing: try await rest())
        }

        /// Reads until what has been read holds `text`; gives all of it. Throws ``Truncated`` where it never does.
        package func read(until text: String) async throws -> String {
            var bytes: [UInt8] = []
            while let next = try await nextBytes() {
                bytes += next
                let soFar = String(decoding: bytes, as: UTF8.self)
                if soFar.contains(text) { return soFar }
            }
            throw Truncated()
        }
    }

    /// The connection ended before the answer did.
    package struct Truncated: Error {
        package init() {}
    }

    /// Sends the request and runs `body` with the answer once its head is there; the connection is closed when `body`
    /// returns, however much of the answer was read.
    package static func send<Result: Sendable>(
        _ method: String = "POST",
        to url: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        reading: @Sendable (Answer) async throws -> Result
    ) async throws -> Result {
        let target = try Target(url)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: target.host, port: target.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
                    return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
                        wrappingChannelSynchronously: channel
                    )
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var fields = HTTPHeaders([("host", "\(target.host):\(target.port)")])
            if method != "GET", method != "HEAD" { fields.add(name: "content-length", value: String(body.count)) }
            fields.add(contentsOf: headers.map { ($0.name, $0.value) })
            let head = HTTPRequestHead(
                version: .http1_1,
                method: HTTPMethod(rawValue: method),
                uri: target.path,
                headers: fields
            )
            try await outbound.write(.head(head))
            if !body.isEmpty { try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: body)))) }
            try await outbound.write(.end(nil))
            return try await reading(AnswerParts(inbound).answer())
        }
    }

    private struct Target {
        var host: String
        var port: Int
        var path: String

        init(_ url: String) throws {
            struct NotALoopbackURL: Error { var url: String }
            let parts = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
            let authority = parts.count == 3 ? parts[2].split(separator: "/", maxSplits: 1) : []
            let address = authority.first?.split(separator: ":") ?? []
            guard parts.first == "http:", address.count == 2, let port = Int(address[1]) else {
                throw NotALoopbackURL(url: url)
            }
            host = String(address[0])
            self.port = port
            path = authority.count == 2 ? "/" + authority[1] : "/"
        }
    }
}

/// The answer's parts, taken one at a time.
private actor AnswerParts {
    private var iterator: NIOAsyncChannelInboundStream<HTTPClientResponsePart>.AsyncIterator

    init(_ inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>) {
        iterator = inbound.makeAsyncIterator()
    }

    func answer() async throws -> LoopbackClient.Answer {
        while let part = try await next() {
            guard case .head(let head) = part, head.status != .continue else { continue }
            return LoopbackClient.Answer(
                status: Int(head.status.code),
                headers: head.headers.map { (name: $0.name.lowercased(), value: $0.value) },
                parts: self
            )
        }
        throw LoopbackClient.Truncated()
    }

    func nextBytes() async throws -> [UInt8]? {
        do {
            switch try await next() {
            case .body(let bytes): return Array(bytes.readableBytesView)
            case .end: return nil
            case .head, nil: throw LoopbackClient.Truncated()
            }
        } catch is HTTPParserError {
            throw LoopbackClient.Truncated()
        }
    }

    private func next() async throws -> HTTPClientResponsePart? {
        var iterator = self.iterator
        defer { self.iterator = iterator }
        return try await iterator.next(isolation: self)
    }
}
