import NIOCore
import NIOHTTP1
import Translation

/// A request that waits for its answer. Used on one event loop alone.
final class SentRequest {
    let head: HTTPRequestHead
    let body: ByteBuffer
    /// For the error that says what could not be reached: a proxy, or the upstream itself.
    private let peer: UpstreamPeer
    private let receiver: any UpstreamReceiver
    private let attempt: Int
    private let eventLoop: any EventLoop
    /// Ends what is under way for this request. Nil once the answer is complete or the request has failed.
    private var abort: (() -> Void)?
    /// The answer's head has come.
    private(set) var hasAnswer = false

    init(
        _ head: HTTPRequestHead,
        _ body: ByteBuffer,
        to peer: UpstreamPeer,
        receiver: any UpstreamReceiver,
        attempt: Int,
        on eventLoop: any EventLoop
    ) {
        self.head = head
        self.body = body
        self.peer = peer
        self.receiver = receiver
        self.attempt = attempt
        self.eventLoop = eventLoop
    }

    /// `abort` is what `cancel()` does from now on.
    func began(abort: @escaping () -> Void) {
        self.abort = abort
    }

    /// Ends the request. The receiver gets nothing more.
    func cancel() {
        abort.take()?()
    }

    // MARK: The answer

    func answer(_ head: HTTPResponseHead) {
        hasAnswer = true
        let headers = head.headers.map { HeaderField($0.name, $0.value) }
        receiver.deliver(.head(UpstreamHead(status: Int(head.status.code), headers: headers)), attempt: attempt)
    }

    /// Completes when the next piece may be read.
    func answer(_ body: ByteBuffer) -> EventLoopFuture<Void> {
        receiver.deliver(body, attempt: attempt, on: eventLoop)
    }

    func end() {
        abort = nil
        receiver.deliver(.end, attempt: attempt)
    }

    func fail(_ error: any Error) {
        abort = nil
        receiver.deliver(.failed(UpstreamError(error, peer)), attempt: attempt)
    }

    /// The connection has closed without an error.
    func loseConnection() {
        abort = nil
        let loss: ConnectionLoss = hasAnswer ? .closedDuringAnswer : .closedBeforeAnswer
        receiver.deliver(.failed(.connectionLost(loss)), attempt: attempt)
    }
}
