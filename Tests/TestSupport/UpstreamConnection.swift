import Journal
import NIOCore
import NIOHTTP1
import Synchronization

/// One client's connection to a ``ScriptedUpstream``: request after request, each answered before the next is read.
struct UpstreamConnection: Sendable {
    typealias Channel = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

    /// Reports the connection's requests.
    struct Recorder: Sendable {
        /// Takes a request down; gives its number and what to answer.
        var began: @Sendable (RecordedRequest) -> (Int, ScriptedAnswer)
        var changed: @Sendable (Int, @Sendable (inout ScriptedUpstream.Exchange) -> Void) -> Void
    }

    let channel: Channel
    let record: Recorder

    /// Ends when the client leaves, when an answer is cut, or when the task is cancelled.
    func serve() async {
        // A client that resets the connection is part of the game.
        try? await channel.executeThenClose { inbound, outbound in
            let (requests, incoming) = AsyncStream.makeStream(of: RecordedRequest.self)
            await withTaskGroup { group in
                group.addTask {
                    await answer(requests, outbound)
                }
                group.addTask {
                    await read(inbound, into: incoming)
                }
                // The first to end ends the other: the reader when the client disconnects, the writer at a cut.
                await group.next()
                group.cancelAll()
            }
        }
    }

    private func read(
        _ inbound: NIOAsyncChannelInboundStream<HTTPServerRequestPart>,
        into requests: AsyncStream<RecordedRequest>.Continuation
    ) async {
        var head: HTTPRequestHead?
        var body: [UInt8] = []
        do {
            for try await part in inbound {
                switch part {
                case .head(let received):
                    head = received
                    body = []
                case .body(let bytes):
                    body += Array(bytes.readableBytesView)
                case .end:
                    guard let head else { continue }
                    requests.yield(RecordedRequest(head, body))
                }
            }
        } catch {
            // A reset connection: the client has left like any other.
        }
        requests.finish()
    }

    private func answer(
        _ requests: AsyncStream<RecordedRequest>,
        _ outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
    ) async {
        for await request in requests {
            let (index, answer) = record.began(request)
            let writer = AnswerWriter(
                context: AnswerContext(request: request, ordinal: index + 1),
                outbound: outbound,
                eventLoop: channel.channel.eventLoop,
                frameSent: { record.changed(index) { $0.framesSent += 1 } }
            )
            do {
                try await writer.write(answer)
                record.changed(index) { $0.isAnswered = true }
            } catch is AnswerWriter.Cut {
                record.changed(index) { $0.isAnswered = true }
                return
            } catch {
                record.changed(index) { $0.clientLeft = true }
                return
            }
            if request.header("connection")?.lowercased() == "close" { return }
        }
    }
}

extension RecordedRequest {
    fileprivate init(_ head: HTTPRequestHead, _ body: [UInt8]) {
        self.init(
            method: head.method.rawValue,
            path: String(head.uri.prefix { $0 != "?" }),
            headers: head.headers.map { (name: $0.name.lowercased(), value: $0.value) },
            body: body
        )
        query = head.uri.firstIndex(of: "?").map { String(head.uri[head.uri.index(after: $0)...]) } ?? ""
    }
}

extension UpstreamConnection {
    /// Every connection that was accepted, for as long as the tests run.
    ///
    /// One that comes while its server ends is served by no task, and NIO traps where such a connection's writer goes
    /// before it was finished.
    private static let kept = Mutex<[Channel]>([])

    /// To be called on the channel's event loop, by the listener's initializer.
    static func accepted(_ channel: any NIOCore.Channel) throws -> Channel {
        let wrapped = try Channel(wrappingChannelSynchronously: channel)
        kept.withLock { $0.append(wrapped) }
        return wrapped
    }
}
