import NIOCore
package import Translation

/// A whole answer to one request outside of any exchange.
package struct UpstreamReply: Sendable {
    package var head: UpstreamHead
    package var body: [UInt8] = []

    /// Sends the request and waits for all of its answer, which may take `deadline` and have `limit` bytes; an error's
    /// body is cut there. A cancelled task gets a lost connection.
    package static func of(
        _ request: UpstreamRequest,
        _ client: UpstreamClient,
        within deadline: Duration,
        limit: Int
    ) async -> Result<UpstreamReply, UpstreamError> {
        let inbox = UpstreamInbox()
        let call = client.send(request, inbox, 1)
        defer { call.cancel() }
        return await withTaskGroup(of: Result<UpstreamReply, UpstreamError>.self) { tasks in
            tasks.addTask { await gather(inbox, limit) }
            tasks.addTask {
                try? await Task.sleep(for: deadline)
                return .failure(.firstByteTimeout(deadline))
            }
            defer { tasks.cancelAll() }
            return await tasks.next() ?? .failure(.firstByteTimeout(deadline))
        }
    }

    private static func gather(_ inbox: UpstreamInbox, _ limit: Int) async -> Result<UpstreamReply, UpstreamError> {
        var reply: UpstreamReply?
        while let signal = await inbox.next() {
            switch signal {
            case .head(let head): reply = UpstreamReply(head: head)
            case .body(let bytes):
                let room = limit - (reply?.body.count ?? 0)
                reply?.body += bytes.readableBytesView.prefix(room)
                guard bytes.readableBytes > room, let cut = reply else { continue }
                return cut.head.isSuccess ? .failure(.answerTooLarge(limit: limit)) : .success(cut)
            case .end: return reply.map(Result.success) ?? .failure(.connectionLost(.noAnswer))
            case .failed(let error): return .failure(error)
            }
        }
        return .failure(.connectionLost(.givenUp))
    }
}
