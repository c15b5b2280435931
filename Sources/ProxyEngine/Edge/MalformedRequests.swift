import HTTPTypes
import Hummingbird
import Journal
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import Translation

/// Answers what is no HTTP request with an error in Anthropic's envelope and a `request-id`, and closes the connection.
/// The HTTP framework's own answer is an empty 400.
final class MalformedRequests: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private static let linger = TimeAmount.milliseconds(500)

    private let ids: ExchangeIDs
    private let bus: EventBus
    /// An answer's head has gone out and its end has not: another head would only garble it.
    private var isAnswering = false

    init(ids: ExchangeIDs, bus: EventBus) {
        self.ids = ids
        self.bus = bus
    }

    func handlerAdded(context: ChannelHandlerContext) {
        do {
            try AbsoluteTargets.install(in: context.pipeline.syncOperations)
        } catch {
            // Without it a target's host would go unchecked.
            context.close(promise: nil)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head: isAnswering = true
        case .body: break
        case .end: isAnswering = false
        }
        context.write(data, promise: promise)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else {
            context.fireErrorCaught(error)
            return
        }
        guard !isAnswering else {
            context.close(mode: .all, promise: nil)
            return
        }
        refuse(context)
        // Closed at once with bytes unread, the connection would be reset and the answer lost.
        context.close(mode: .output, promise: nil)
        let channel = context.channel
        context.eventLoop.scheduleTask(in: Self.linger) { channel.close(mode: .all, promise: nil) }
    }

    private func refuse(_ context: ChannelHandlerContext) {
        let id = ids.make()
        let envelope = APIError(.invalidRequest, "The request is not well-formed HTTP/1.1.").envelope(for: id)
        bus.publish(.unrouted(id, method: "-", path: "(malformed HTTP)"))
        let head = HTTPResponse(
            status: .badRequest,
            headerFields: [
                .contentType: "application/json", .contentLength: String(envelope.count), .connection: "close",
                .requestID: id.description,
            ]
        )
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: envelope))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
