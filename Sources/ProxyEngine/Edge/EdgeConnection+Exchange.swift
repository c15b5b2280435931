import NIOCore
import Translation

/// The client's side of an exchange: its answer is written turn by turn.
extension EdgeConnection: ExchangeClient {
    func open(_ opening: ExchangeOpening) {
        guard let request = current?.request else { return }
        guard case .stream(let headers) = opening else {
            return write(EdgeResponse(opening, id: request.id))
        }
        var last = commonHeaders(request)
        if current?.takesChunks ?? false { last.append(("transfer-encoding", "chunked")) }
        output.writeHead(status: 200, EdgeResponse.streamHeaders(headers), last)
    }

    func write(_ bytes: ByteBuffer) {
        if current?.takesChunks ?? false { output.writeChunk(bytes) } else { output.writeImmutableBuffer(bytes) }
    }

    func finish() {
        if current?.takesChunks ?? false { output.writeLastChunk() }
        current?.isAnswered = true
    }

    func setAlarm(_ deadline: ContinuousClock.Instant) {
        alarm.set(deadline)
    }

    func exchangeEnded() {
        driver = nil
        goOn()
    }
}
