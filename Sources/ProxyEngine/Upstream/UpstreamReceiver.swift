package import NIOCore

/// Receives the parts of an upstream's answer, from any thread.
package protocol UpstreamReceiver: Sendable {
    func deliver(_ signal: UpstreamSignal, attempt: Int)

    /// Takes a piece of the answer; the future completes when the next may be read.
    func deliver(_ body: ByteBuffer, attempt: Int, on eventLoop: any EventLoop) -> EventLoopFuture<Void>

    /// Time has passed: look at the clock.
    func tick()

    /// Whether everything that came has been handled. The demonstration moves its clock only then.
    var isAwaited: Bool { get }
}
