import NIOCore
import NIOPosix

/// A TCP connection to a loopback port that sends just the bytes it is given: for requests no client library writes.
package enum RawConnection {
    /// Connects, runs `body` and closes.
    package static func open<Result: Sendable>(
        to url: String,
        body: @Sendable (Session) async throws -> Result
    ) async throws -> Result {
        let port = url.split(separator: ":").last.flatMap { Int($0) } ?? 0
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true)
                    )
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await body(Session(outbound, inbound))
        }
    }

    package struct Session: Sendable {
        fileprivate let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
        fileprivate let inbox: Inbox

        init(_ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>, _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>)
        {
            self.outbound = outbound
            inbox = Inbox(inbound)
        }

        package func write(_ text: String) async throws {
            try await outbound.write(ByteBuffer(string: text))
        }

        package func write(_ bytes: [UInt8]) async throws {
            try await outbound.write(ByteBuffer(bytes: bytes))
        }

        /// What comes next; nil at the end of the connection.
        package func nextBytes() async throws -> [UInt8]? {
            try await inbox.nextBytes()
        }

        /// Says the last byte; the answer can still be read.
        package func finish() {
            outbound.finish()
        }

        /// What has come since the last call, up to and with `end`; less where the connection ends first.
        package func read(until end: String) async throws -> String {
            try await inbox.read(until: end)
        }
    }

    fileprivate actor Inbox {
        private var iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
        private var waiting = ""

        init(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>) {
            iterator = inbound.makeAsyncIterator()
        }

        func nextBytes() async throws -> [UInt8]? {
            var iterator = self.iterator
            let next = try await iterator.next(isolation: self)
            self.iterator = iterator
            return next.map { Array(buffer: $0) }
        }

        func read(until end: String) async throws -> String {
            while true {
                if let range = waiting.firstRange(of: end) {
                    let text = String(waiting[..<range.upperBound])
                    waiting = String(waiting[range.upperBound...])
                    return text
                }
                var iterator = self.iterator
                let next = try await iterator.next(isolation: self)
                self.iterator = iterator
                guard let next else { return waiting }
                waiting += String(buffer: next)
            }
        }
    }
}
