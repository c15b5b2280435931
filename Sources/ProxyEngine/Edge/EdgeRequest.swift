import HTTPTypes
import Hummingbird
import Journal
import NIOCore
import Translation

/// One request as the endpoints see it.
struct EdgeRequest: Sendable {
    let id: ExchangeID
    let method: String
    /// The path without the query.
    let path: String
    let query: String?
    let headers: HTTPFields
    let channel: any Channel
    private let content: RequestBody

    init(_ request: Request, id: ExchangeID, channel: any Channel) {
        self.id = id
        method = request.method.rawValue
        path = request.uri.path
        query = request.uri.query
        headers = request.headers
        self.channel = channel
        content = request.body
    }

    /// The whole body, unpacked where it came packed. A body over the limit is refused as soon as that is known.
    func body(limit: Int) async throws -> [UInt8] {
        if let announced = headers[.contentLength].flatMap({ Int($0) }), announced > limit {
            throw ExchangeFailure.tooLarge(limit: limit)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(headers[.contentLength].flatMap { Int($0) } ?? 4096, limit))
        for try await buffer in content {
            guard bytes.count + buffer.readableBytes <= limit else { throw ExchangeFailure.tooLarge(limit: limit) }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        guard let encoding = headers[.contentEncoding]?.lowercased(), encoding != "identity" else { return bytes }
        return try BodyDecompression.unpacked(bytes, encoding: encoding, limit: limit)
    }

    /// The request for `bridge`, which has let the client in by its headers before the body was read. One that is
    /// refused here is on record like any other.
    func clientRequest(
        for bridge: MessagesBridge,
        _ endpoint: Exchange.Endpoint,
        limit: Int
    ) async throws -> ClientRequest {
        var client = ClientRequest(
            id: id,
            headers: headers.map { HeaderField($0.name.canonicalName, $0.value) },
            query: query ?? "",
            body: []
        )
        do {
            try bridge.authorize(client.headers)
            client.body = try await body(limit: limit)
            return client
        } catch let failure as ExchangeFailure {
            bridge.refuse(client, endpoint, failure)
            throw failure
        }
    }
}
