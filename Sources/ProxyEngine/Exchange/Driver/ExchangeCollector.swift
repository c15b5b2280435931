package import Journal
import NIOCore

extension MessagesBridge {
    /// The whole answer to a request that comes from inside the program. A cancelled task ends the exchange.
    package func answer(to client: ClientRequest) async throws(ExchangeFailure) -> ExchangeOpening {
        switch try begin(client) {
        case .answered(let opening): return opening
        case .running(let exchange): return await ExchangeCollector.run(exchange, services)
        }
    }
}

/// Takes an exchange's answer for a task. Bytes of a stream are dropped: only its beginning is of interest.
final class ExchangeCollector: ExchangeClient {
    private let onOpen: (ExchangeOpening) -> Void
    private var driver: ExchangeDriver?
    private var alarm: LazyAlarm?

    private init(onOpen: @escaping (ExchangeOpening) -> Void) {
        self.onOpen = onOpen
    }

    static func run(_ exchange: RunningExchange, _ services: ExchangeServices) async -> ExchangeOpening {
        let eventLoop = services.timers.next()
        let running = NIOLoopBoundBox<ExchangeCollector?>.makeEmptyBox(eventLoop: eventLoop)
        let isCancelled = NIOLoopBoundBox.makeBoxSendingValue(false, eventLoop: eventLoop)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                eventLoop.execute {
                    let collector = ExchangeCollector { opening in
                        running.value = nil
                        continuation.resume(returning: opening)
                    }
                    running.value = collector
                    collector.start(exchange, services, isCancelled: isCancelled.value, on: eventLoop)
                }
            }
        } onCancel: {
            eventLoop.execute {
                isCancelled.value = true
                running.value?.driver?.cancel()
            }
        }
    }

    private func start(
        _ exchange: RunningExchange,
        _ services: ExchangeServices,
        isCancelled: Bool,
        on eventLoop: any EventLoop
    ) {
        let driver = ExchangeDriver(exchange, services: services, client: self, on: eventLoop)
        self.driver = driver
        alarm = LazyAlarm(on: eventLoop, clock: services.clock) { [weak driver] in driver?.alarm() }
        if isCancelled { driver.cancel() } else { driver.start() }
    }

    func open(_ opening: ExchangeOpening) {
        if case .stream = opening { driver?.cancel() }
        onOpen(opening)
    }

    func write(_ bytes: ByteBuffer) {}
    func finish() {}
    func flush() {}

    func setAlarm(_ deadline: ContinuousClock.Instant) {
        alarm?.set(deadline)
    }

    func hangUp() {
        driver?.cancel()
    }

    func exchangeEnded() {
        alarm?.stop()
        driver = nil
    }
}
