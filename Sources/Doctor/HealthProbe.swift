import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
package import ProxyConfiguration
import ProxyEngine

/// Checks whether a healthy dragoman listens on an address, by one `GET /health` on a new connection.
package struct HealthProbe: Sendable {
    private let address: ListenAddress
    /// For all of it, from the connection to the answer's last byte.
    private let deadline: Duration

    /// `address` is the proxy's `listen`.
    package init(_ address: ListenAddress, deadline: Duration = .seconds(3)) {
        self.address = address.reachable
        self.deadline = deadline
    }

    package func ask() async throws(HealthFailure) -> RunningProxy {
        let answer = try await answer(to: "/health")
        if let proxy = RunningProxy(health: answer.body), answer.status == .ok { return proxy }
        throw failure(answer.status == .ok ? .otherProgram : .status(Int(answer.status.code)))
    }

    /// The status of the answer at a path for a client with this key.
    package func status(of path: String, key: Secret) async throws(HealthFailure) -> Int {
        let header = key.withValue { ["authorization": "Bearer \($0)"] as HTTPHeaders }
        return Int(try await answer(to: path, header).status.code)
    }

    private func answer(
        to path: String,
        _ headers: HTTPHeaders = [:]
    ) async throws(HealthFailure) -> (status: HTTPResponseStatus, body: [UInt8]) {
        do {
            return try await withThrowingTaskGroup { tasks in
                tasks.addTask { try await exchange(path, headers) }
                tasks.addTask {
                    try await Task.sleep(for: deadline)
                    throw failure(.noAnswer(within: deadline))
                }
                defer { tasks.cancelAll() }
                return try await tasks.next() ?? (.internalServerError, [])
            }
        } catch {
            throw failure(reason(error))
        }
    }

    private func exchange(
        _ path: String,
        _ added: HTTPHeaders
    ) async throws -> (status: HTTPResponseStatus, body: [UInt8]) {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connectTimeout(TimeAmount(deadline))
            .connect(host: address.host, port: address.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    channel.closeOnExec()
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
                        wrappingChannelSynchronously: channel
                    )
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var headers: HTTPHeaders = ["host": address.description, "connection": "close"]
            headers.add(contentsOf: added)
            try await outbound.write(.head(.init(version: .http1_1, method: .GET, uri: path, headers: headers)))
            try await outbound.write(.end(nil))
            var status = HTTPResponseStatus.internalServerError
            var body: [UInt8] = []
            for try await part in inbound {
                switch part {
                case .head(let head): status = head.status
                case .body(let buffer):
                    body += buffer.readableBytesView
                    // Longer than any answer of dragoman: another program's.
                    guard body.count <= 64 << 10 else { return (.ok, []) }
                case .end: return (status, body)
                }
            }
            throw failure(.otherProgram)
        }
    }

    private func failure(_ reason: HealthFailure.Reason) -> HealthFailure {
        HealthFailure(address: address, reason: reason)
    }

    private func reason(_ error: any Error) -> HealthFailure.Reason {
        switch error {
        case let failure as HealthFailure: failure.reason
        case let error as NIOConnectionError: reason(of: error)
        case let error as IOError: reason(errno: error.errnoCode)
        case is HTTPParserError: .otherProgram
        case ChannelError.connectTimeout: .noAnswer(within: deadline)
        default: .unreachable("the connection was lost")
        }
    }

    private func reason(of error: NIOConnectionError) -> HealthFailure.Reason {
        guard let attempt = error.connectionErrors.first else { return .unreachable("cannot resolve the host") }
        return reason(attempt.error)
    }

    private func reason(errno code: Int32) -> HealthFailure.Reason {
        code == ECONNREFUSED ? .nothingListens : .unreachable(String(cString: strerror(code)))
    }
}
