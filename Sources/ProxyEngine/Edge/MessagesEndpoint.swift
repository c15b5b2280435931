import HTTPTypes
import Hummingbird
import Journal
import NIOCore
import Translation

/// `POST /v1/messages`: hands the request to the bridge and the bridge's answer to the client.
struct MessagesEndpoint: Endpoint {
    private let bridge: MessagesBridge
    private let connections: ConnectionWatch
    private let bodyLimit: Int

    init(_ services: EdgeServices) {
        bridge = services.bridge
        connections = services.connections
        bodyLimit = services.bodyLimit
    }

    func respond(to request: EdgeRequest) async throws -> Response {
        let client = try await request.clientRequest(for: bridge, .messages, limit: bodyLimit)
        switch try bridge.begin(client) {
        case .answered(let opening):
            return response(opening, request.id, run: nil, watch: nil)
        case .running(let run):
            let watch = connections.watch(request.channel) { run.cancel() }
            run.whenClientStalls { [channel = request.channel] in channel.close(mode: .all, promise: nil) }
            let opening = await run.open()
            return response(opening, request.id, run: run, watch: watch)
        }
    }

    private func response(
        _ opening: ExchangeOpening,
        _ id: ExchangeID,
        run: ExchangeRun?,
        watch: ConnectionWatch.Token?
    ) -> Response {
        switch opening {
        case .error(let failure, let headers):
            watch?.end()
            return Response(APIError(failure), id: id, headers: headers)
        case .whole(let json, let headers):
            watch?.end()
            return Response(json: json, headers: headers)
        case .wholeStream(let bytes, let headers):
            let body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
            return Response(status: .ok, headers: Self.streamHeaders(headers), body: body)
        case .stream(let headers):
            let body = ResponseBody { writer in
                guard let run else { return }
                defer { watch?.end() }
                do {
                    while let buffer = await run.next() { try await writer.write(buffer) }
                    try await writer.finish(nil)
                } catch {
                    run.cancel()
                    throw error
                }
            }
            return Response(status: .ok, headers: Self.streamHeaders(headers), body: body)
        }
    }

    private static func streamHeaders(_ headers: [HeaderField]) -> HTTPFields {
        var fields = HTTPFields(headers)
        fields[.contentType] = "text/event-stream; charset=utf-8"
        fields[.cacheControl] = "no-cache"
        return fields
    }
}
