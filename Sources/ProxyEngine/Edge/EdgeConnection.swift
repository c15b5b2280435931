import DequeModule
import Journal
import NIOCore
import NIOHTTP1
import NIOPosix
import Translation

/// One client's connection: reads its requests one after the other, and writes their answers.
///
/// Everything here happens on the connection's event loop, exchanges included. While a request is being answered, the
/// parts of the next wait, and nothing more is read.
final class EdgeConnection: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let shared: EdgeShared
    let eventLoop: any EventLoop
    /// Nil before the connection and after it.
    private(set) var context: ChannelHandlerContext?
    private(set) lazy var alarm = LazyAlarm(on: eventLoop, clock: shared.exchanges.clock) { [weak self] in
        self?.driver?.alarm()
    }

    var current: IncomingRequest?
    /// Parts of requests that came before the present one was answered.
    private var waiting: Deque<HTTPServerRequestPart> = []
    private var wantsToRead = false
    private var isGoingOn = false

    /// The exchange that answers the present request.
    var driver: ExchangeDriver?
    /// A stream's head has gone out and its end has not.
    var isStreaming = false
    /// What has not been handed to the socket yet.
    var output = ByteBuffer()
    /// Where in it the answer to the present request begins.
    var answerStart: Int?
    /// Parts are being read: what is answered meanwhile goes out at once, at the end.
    private var isReading = false

    /// The client has said its last byte.
    private(set) var hasInputEnded = false
    private var isQuiescing = false
    /// Nothing is read or answered any more.
    private var isClosing = false

    /// How long a client may take to read the answer to what is no HTTP.
    private static let linger = TimeAmount.milliseconds(500)

    init(_ shared: EdgeShared, on eventLoop: any EventLoop) {
        self.shared = shared
        self.eventLoop = eventLoop
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        context.channel.closeOnExec()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing else { return }
        isReading = true
        let part = unwrapInboundIn(data)
        if !waiting.isEmpty || current?.isRead ?? false { waiting.append(part) } else { take(part) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        flush()
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        // The parts of one read may wait, and no more.
        if waiting.isEmpty { context.read() } else { wantsToRead = true }
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
            if let request = current, request.isRead {
                guard request.isAnswered, driver == nil else { return }
                current = nil
                if !request.keepsAlive || isQuiescing || hasInputEnded { return close() }
            }
            guard let part = waiting.popFirst() else { break }
            take(part)
        }
        if wantsToRead {
            wantsToRead = false
            context?.read()
        }
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
        answerStart = nil
        guard let context, !isClosing else { return }
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        driver?.clientBecame(writable: context.channel.isWritable)
        context.fireChannelWritabilityChanged()
    }

    // MARK: The end

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            hasInputEnded = true
            isReading = false
            driver?.cancel()
            if current == nil { close() } else { flush() }
        case is ChannelShouldQuiesceEvent:
            isQuiescing = true
            if current == nil { close() }
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        isClosing = true
        hasInputEnded = true
        current?.task?.cancel()
        driver?.cancel()
        alarm.stop()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError, !isStreaming else {
            // In the middle of a stream an answer would only garble it.
            return hangUp()
        }
        guard !isClosing else { return }
        // A request that was answered by its head, and whose body is none.
        if let request = current, !request.isRead, let start = answerStart { output.moveWriterIndex(to: start) }
        refuseMalformed()
        flushNow()
        isClosing = true
        driver?.cancel()
        // Closed at once with bytes unread, the connection would be reset and the answer lost.
        context.close(mode: .output, promise: nil)
        let channel = context.channel
        eventLoop.scheduleTask(in: Self.linger) { channel.close(mode: .all, promise: nil) }
    }

    /// Closes the connection at once.
    func hangUp() {
        isClosing = true
        context?.close(mode: .all, promise: nil)
    }

    /// Closes the connection when all that was written has gone out.
    private func close() {
        guard !isClosing, let context else { return }
        flushNow()
        isClosing = true
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in
            channel.close(mode: .all, promise: nil)
        }
    }
}

/// What all connections share.
struct EdgeShared: Sendable {
    let routes: EdgeRoutes
    let hosts: HostRule
    let ids: ExchangeIDs
    let bus: EventBus
    let exchanges: ExchangeServices
    let date = AnswerDate()
}

/// A request that is being read or answered.
struct IncomingRequest {
    let request: EdgeRequest
    let keepsAlive: Bool
    /// Set while the body is collected for it; nil where the request was answered by its head.
    var endpoint: (any Endpoint)?
    var limit = 0
    var body: [UInt8] = []
    /// An answer that takes its time.
    var task: Task<Void, Never>?
    /// Its last part has come.
    var isRead = false
    var isAnswered = false

    var isCollecting: Bool { endpoint != nil }
}
