import NIOCore
import NIOPosix

/// A server on a loopback port that answers with just the bytes it is given: for answers no server library writes.
package enum RawServer {
    /// Runs `body` with the server's address. `answer` is called for each connection, with its number.
    package static func serving<Result: Sendable>(
        _ answer: @escaping @Sendable (RawConnection.Session, Int) async throws -> Void,
        body: @Sendable (String) async throws -> Result
    ) async throws -> Result {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await accept(server, answer) }
            defer { tasks.cancelAll() }
            return try await body("http://127.0.0.1:\(server.channel.localAddress?.port ?? 0)")
        }
    }

    private static func accept(
        _ server: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>,
        _ answer: @escaping @Sendable (RawConnection.Session, Int) async throws -> Void
    ) async throws {
        try await withThrowingDiscardingTaskGroup { tasks in
            try await server.executeThenClose { connections in
                var number = 0
                for try await connection in connections {
                    let own = number
                    number += 1
                    tasks.addTask {
                        // A client that leaves ends the connection, and nothing else.
                        try? await connection.executeThenClose { inbound, outbound in
                            try await answer(RawConnection.Session(outbound, inbound), own)
                        }
                    }
                }
            }
        }
    }
}
