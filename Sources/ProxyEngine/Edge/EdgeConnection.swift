import DequeModule
import Journal
import NIOCore
import NIOHTTP1
import NIOPosix
import Translation

/// One client's connection: reads its requests one after the other, and writes their answers.
///
/// Everything here happens on the connection's event loop, exchanges included. While a request is being answered, the
/// parts of the next wait, and nothing more is read. Nor is a client read that does not take its answers.
final class EdgeConnection: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let shared: EdgeShared
    let eventLoop: any EventLoop
    private let emptyLines: EmptyLineWatch
    /// Nil before the connection and after it.
    private(set) var context: ChannelHandlerContext?
    private(set) lazy var alarm = LazyAlarm(on: eventLoop, clock: shared.exchanges.clock) { [weak self] in
        self?.driver?.alarm()
    }
    /// Rings when the client may have been waited for long enough.
    private(set) lazy var patience = LazyAlarm(on: eventLoop, clock: shared.exchanges.clock) { [weak self] in
        self?.lookAtClock()
    }
    /// `untaken` are the bytes that the client had yet to take when the wait began.
    var awaited: (wait: ClientWait, since: ContinuousClock.Instant, untaken: Int)?

    var current: IncomingRequest?
    /// Parts of requests that came before the present one was answered.
    private(set) var waiting: Deque<HTTPServerRequestPart> = []
    /// Why what follows the parts that wait cannot be read; nil where it can.
    private var unreadable: Unreadable?
    private var wantsToRead = false
    private var isGoingOn = false

    /// The exchange that answers the present request.
    var driver: ExchangeDriver?
    /// What has not been handed to the socket yet.
    var output = ByteBuffer()
    /// Parts are being read: what is answered meanwhile goes out at once, at the end.
    private var isReading = false

    /// The client has said its last byte.
    private(set) var hasInputEnded = false
    private(set) var isQuiescing = false
    private var ending = Ending.none

    /// How the connection ends. From the first step on, nothing is read or answered any more.
    private enum Ending {
        case none
        /// What was written is on its way to the client.
        case flushing
        /// What the client still sends is dropped.
        case lingering
    }

    enum Unreadable {
        /// It is not HTTP.
        case malformed
        case headTooLarge
    }

    /// How long a client that was sent its last answer may take to close the connection.
    static let linger = TimeAmount.milliseconds(500)
    /// More output than this is handed to the socket before the next request is taken up.
    private static let outputLimit = 64 * 1024

    /// `emptyLines` sees the bytes before they become parts.
    init(_ shared: EdgeShared, on eventLoop: any EventLoop, after emptyLines: EmptyLineWatch) {
        self.shared = shared
        self.eventLoop = eventLoop
        self.emptyLines = emptyLines
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        context.channel.closeOnExec()
        wait(for: .first)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    var isClosing: Bool { ending != .none }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing else { return }
        isReading = true
        let part = unwrapInboundIn(data)
        if waiting.isEmpty, !(current?.isRead ?? false), takesAnswers { take(part) } else { waiting.append(part) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // What came and is no part yet is the beginning of one, unless it is empty lines.
        let isPartial = emptyLines.hasSeenMore && !isReading
        emptyLines.hasSeenMore = false
        isReading = false
        flush()
        setWait(hasBegun: isPartial)
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if mayRead { context.read() } else { wantsToRead = true }
    }

    /// The parts of one read may wait, and no more. Nothing follows a connection's last request.
    private var mayRead: Bool {
        guard !isClosing else { return ending == .lingering }
        let isLast = current.map { $0.isRead && !$0.keepsAlive } ?? false
        return waiting.isEmpty && !isLast && context?.channel.isWritable ?? false
    }

    /// Whether the client takes the answers to its requests.
    private var takesAnswers: Bool {
        if output.readableBytes > Self.outputLimit { flushNow() }
        return context?.channel.isWritable ?? false
    }

    private func take(_ part: HTTPServerRequestPart) {
        switch part {
        case .head(let head): begin(head)
        case .body(let bytes): collect(bytes)
        case .end:
            current?.isRead = true
            if current?.isCollecting ?? false { answerWhole() } else { goOn() }
        }
    }

    /// Takes up the next request where the present one is read and answered. A loop, since one read may bring thousands.
    func goOn() {
        guard !isGoingOn else { return }
        isGoingOn = true
        defer { isGoingOn = false }
        while !isClosing {
            if let request = current, request.isAnswered, driver == nil, request.isRead || !request.keepsAlive {
                current = nil
                if !request.keepsAlive || isQuiescing { return close() }
            }
            guard !(current?.isRead ?? false), takesAnswers else { break }
            guard let part = waiting.popFirst() else {
                if let unreadable { refuse(unreadable) } else if hasInputEnded { close() }
                break
            }
            take(part)
        }
        setWait()
        if wantsToRead, mayRead {
            wantsToRead = false
            context?.read()
        }
    }

    /// The requests before it are answered: now the bytes that cannot be read are.
    private func refuse(_ bytes: Unreadable) {
        if !(current?.isAnswered ?? false) { refuseUnread(bytes) }
        close()
    }

    // MARK: Writing

    /// Hands what has been written to the socket, or leaves that to the end of what is being read.
    func flush() {
        if !isReading { flushNow() }
    }

    func flushNow() {
        guard output.readableBytes > 0 else { return }
        let bytes = output
        output = ByteBuffer()
        guard let context, !isClosing else { return }
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        let isWritable = context.channel.isWritable
        driver?.clientBecame(writable: isWritable)
        if isWritable { goOn() }
        context.fireChannelWritabilityChanged()
    }

    // MARK: The end

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            hasInputEnded = true
            isReading = false
            if ending == .lingering { return hangUp() }
            driver?.cancel()
            flush()
            goOn()
        case is ChannelShouldQuiesceEvent:
            isQuiescing = true
            if current == nil { close(lingering: false) }
        case is ConnectionDeadline:
            isQuiescing = true
            current?.task?.cancel()
            if let driver { driver.endWithServer() } else { close() }
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        ending = .lingering
        hasInputEnded = true
        current?.task?.cancel()
        driver?.cancel()
        alarm.stop()
        patience.stop()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isClosing else { return }
        guard let error = error as? HTTPParserError else { return hangUp() }
        unreadable = error == .headerOverflow ? .headTooLarge : .malformed
        goOn()
    }

    /// Closes the connection at once.
    func hangUp() {
        ending = .lingering
        context?.close(mode: .all, promise: nil)
    }

    /// Closes the connection when all that was written has gone out, and the client has closed it or had the time to.
    func close(lingering: Bool = true) {
        guard !isClosing, let context else { return }
        flushNow()
        ending = .flushing
        wait(for: .taking)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in
            if lingering { self.lingerOn() } else { self.hangUp() }
        }
    }

    /// Waits for the client's own end, for a moment. Closed at once with bytes unread, the connection would be reset and
    /// the last answer lost.
    private func lingerOn() {
        guard let context, ending == .flushing, !hasInputEnded else { return hangUp() }
        ending = .lingering
        let pipeline = context.pipeline.syncOperations
        // What is dropped need not be HTTP, and is not kept for more to come.
        if let decoder = try? pipeline.context(handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self) {
            pipeline.removeHandler(context: decoder, promise: nil)
        }
        context.close(mode: .output, promise: nil)
        let channel = context.channel
        eventLoop.scheduleTask(in: Self.linger) { channel.close(mode: .all, promise: nil) }
        context.read()
    }
}

/// What all connections share.
struct EdgeShared: Sendable {
    let routes: EdgeRoutes
    let hosts: HostRule
    let ids: ExchangeIDs
    let bus: EventBus
    let exchanges: ExchangeServices
    let counts: EdgeCounts
    let date = AnswerDate()
}

/// The server's time to finish is over: sent to each connection as an event.
struct ConnectionDeadline: Sendable {}
