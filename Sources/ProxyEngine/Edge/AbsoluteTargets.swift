import NIOCore
import NIOHTTP1

/// Takes the host of an absolute target (`GET http://host/path`) for the request's `Host`, as HTTP demands (RFC 9112,
/// § 3.2.2): further on only the target's path is known.
final class AbsoluteTargets: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    /// Stands behind the decoder, whose place only the HTTP framework knows when it sets up a connection.
    static func install(in pipeline: ChannelPipeline.SynchronousOperations) throws {
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        try pipeline.addHandler(AbsoluteTargets(), position: .after(decoder))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), let authority = Self.authority(of: head.uri) else {
            return context.fireChannelRead(data)
        }
        // None, or two of them, are an error still.
        if head.headers["host"].count == 1 { head.headers.replaceOrAdd(name: "host", value: authority) }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// Nil for a target that is a path.
    static func authority(of target: String) -> String? {
        guard !target.hasPrefix("/"), let scheme = target.firstRange(of: "://") else { return nil }
        return String(target[scheme.upperBound...].prefix { !"/?#".contains($0) })
    }
}
