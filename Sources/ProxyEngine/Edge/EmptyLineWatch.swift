import NIOCore

/// Stands before the decoder, which skips empty lines between requests: they begin no request (RFC 9112, § 2.2).
final class EmptyLineWatch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Whether anything but line breaks has come since this was last reset.
    var hasSeenMore = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        hasSeenMore = hasSeenMore || !unwrapInboundIn(data).readableBytesView.allSatisfy(Self.breaksLine)
        context.fireChannelRead(data)
    }

    private static func breaksLine(_ byte: UInt8) -> Bool { byte == 0x0D || byte == 0x0A }
}
