import Foundation
import Journal
import NIOCore

/// Stops accepting connections while no more may be open, or while the system has no descriptor for another. They wait
/// in the system's queue meanwhile.
final class AcceptGate: ChannelDuplexHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel
    typealias OutboundIn = Never

    private let pause: AcceptPause
    private let eventLoop: any EventLoop
    private var open = 0
    private var isOutOfDescriptors = false
    private var wantsToRead = false

    /// After this, accepting is tried again, since descriptors may have come free anywhere.
    private static let retryDelay = TimeAmount.seconds(1)

    init(_ pause: AcceptPause, on eventLoop: any EventLoop) {
        self.pause = pause
        self.eventLoop = eventLoop
    }

    private var isFull: Bool { open >= pause.limit }

    func read(context: ChannelHandlerContext) {
        if isFull || isOutOfDescriptors { wantsToRead = true } else { context.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        open += 1
        pause.count(open)
        if isFull { pause.begins(.connections) }
        let bound = NIOLoopBound((self, context), eventLoop: eventLoop)
        unwrapInboundIn(data).closeFuture.hop(to: eventLoop).whenComplete { _ in
            let (gate, context) = bound.value
            gate.open -= 1
            gate.pause.count(gate.open)
            gate.readOn(context)
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? IOError, [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(error.errnoCode) else {
            return context.fireErrorCaught(error)
        }
        guard !isOutOfDescriptors else { return }
        isOutOfDescriptors = true
        // A failed read is still to be done for NIO: without this it would be tried at once, and again and again.
        try? context.channel.syncOptions?.setOption(.autoRead, value: false)
        pause.begins(.descriptors)
        let bound = NIOLoopBound((self, context), eventLoop: eventLoop)
        eventLoop.scheduleTask(in: Self.retryDelay) {
            let (gate, context) = bound.value
            gate.isOutOfDescriptors = false
            gate.wantsToRead = true
            gate.readOn(context)
        }
    }

    private func readOn(_ context: ChannelHandlerContext) {
        guard wantsToRead, !isFull, !isOutOfDescriptors else { return }
        wantsToRead = false
        try? context.channel.syncOptions?.setOption(.autoRead, value: true)
        context.read()
    }
}

/// Counts the times that no connection is accepted for a while, and logs the first.
struct AcceptPause: Sendable {
    enum Cause: Sendable {
        case connections
        case descriptors
    }

    let limit: Int
    private let counts: EdgeCounts
    private let bus: EventBus
    private let clock: EngineClock

    init(limit: Int, counts: EdgeCounts, bus: EventBus, clock: EngineClock) {
        self.limit = limit
        self.counts = counts
        self.bus = bus
        self.clock = clock
    }

    func count(_ open: Int) {
        counts.change { $0.connections = open }
    }

    /// Logs the first pause of each kind; the others are only counted.
    func begins(_ cause: Cause) {
        var isFirst = false
        counts.change { counts in
            switch cause {
            case .connections:
                counts.pausesForLimit += 1
                isFirst = counts.pausesForLimit == 1
            case .descriptors:
                counts.pausesForDescriptors += 1
                isFirst = counts.pausesForDescriptors == 1
            }
        }
        guard isFirst else { return }
        bus.publish(.log(LogEvent(.warning, Self.message(cause), Self.details(cause, limit), at: clock.date())))
    }

    private static func message(_ cause: Cause) -> String {
        switch cause {
        case .connections: "as many connections as may be are open, further ones wait"
        case .descriptors: "out of file descriptors, connections wait"
        }
    }

    private static func details(_ cause: Cause, _ limit: Int) -> [(name: String, value: String)] {
        switch cause {
        case .connections: [("limit", String(limit)), ("remedy", "raise server.max_connections if they are wanted")]
        case .descriptors: [("remedy", "raise the limit of open files (ulimit -Hn) or lower server.max_connections")]
        }
    }
}
