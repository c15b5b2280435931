import NIOCore
import Synchronization

/// Where the upstream's answer reaches an exchange: on its event loop at once, from elsewhere by a hop.
final class ExchangeInlet: UpstreamReceiver {
    let eventLoop: any EventLoop
    /// Nil once the exchange is over: what still comes is dropped.
    private let driver: NIOLoopBoundBox<ExchangeDriver?>
    /// Signals that have come and have not been handled to the end.
    private let outstanding = Atomic(0)

    /// To be made on `eventLoop`.
    init(on eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        driver = NIOLoopBoundBox(nil, eventLoop: eventLoop)
    }

    /// To be called on the event loop.
    func connect(_ driver: ExchangeDriver?) {
        self.driver.value = driver
    }

    func hold() {
        outstanding.wrappingAdd(1, ordering: .sequentiallyConsistent)
    }

    func release() {
        outstanding.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    }

    var isAwaited: Bool { outstanding.load(ordering: .sequentiallyConsistent) == 0 }

    func post(_ signal: ExchangeSignal) {
        onLoop { $0.take(signal) }
    }

    func tick() {
        post(.alarm)
    }

    func deliver(_ signal: UpstreamSignal, attempt: Int) {
        onLoop { $0.take(signal, attempt: attempt) }
    }

    private func onLoop(_ body: @escaping @Sendable (ExchangeDriver) -> Void) {
        if eventLoop.inEventLoop {
            if let driver = driver.value { body(driver) }
        } else {
            hold()
            eventLoop.execute { [self] in
                if let driver = driver.value { body(driver) }
                release()
            }
        }
    }

    func deliver(_ body: ByteBuffer, attempt: Int, on eventLoop: any EventLoop) -> EventLoopFuture<Void> {
        if self.eventLoop.inEventLoop {
            guard let driver = driver.value else { return eventLoop.makeSucceededVoidFuture() }
            driver.take(.body(body), attempt: attempt)
            return driver.untilReadable ?? eventLoop.makeSucceededVoidFuture()
        }
        let promise = eventLoop.makePromise(of: Void.self)
        hold()
        self.eventLoop.execute { [self] in
            driver.value?.take(.body(body), attempt: attempt)
            if let future = driver.value?.untilReadable { future.cascade(to: promise) } else { promise.succeed() }
            release()
        }
        return promise.futureResult
    }
}
