import Journal
import ProxyConfiguration
import Translation

/// `POST /v1/messages`: hands the request to the bridge.
struct MessagesEndpoint: Endpoint {
    private let door: BridgeDoor

    init(_ services: EdgeServices) {
        door = BridgeDoor(services, .messages)
    }

    func admit(_ request: EdgeRequest) throws -> Admission? { try door.admit(request) }

    func refused(_ request: EdgeRequest, _ failure: ExchangeFailure) -> any Error {
        door.refused(request, failure)
    }

    func answer(_ request: EdgeRequest, _ body: [UInt8]) throws -> EdgeAnswer {
        switch try door.bridge.begin(door.client(request, body)) {
        case .running(let exchange): .exchange(exchange)
        case .answered(let opening): .response(EdgeResponse(opening, id: request.id))
        }
    }
}

/// `POST /v1/messages/count_tokens`.
struct CountTokensEndpoint: Endpoint {
    private let door: BridgeDoor

    init(_ services: EdgeServices) {
        door = BridgeDoor(services, .countTokens)
    }

    func admit(_ request: EdgeRequest) throws -> Admission? { try door.admit(request) }

    func refused(_ request: EdgeRequest, _ failure: ExchangeFailure) -> any Error {
        door.refused(request, failure)
    }

    func answer(_ request: EdgeRequest, _ body: [UInt8]) -> EdgeAnswer {
        let (bridge, client) = (door.bridge, door.client(request, body))
        return .later { EdgeResponse(json: try await bridge.countTokens(client).body) }
    }
}

/// What both endpoints do before the bridge: the key is checked before the body is read, and a refused request is on
/// record like any other.
private struct BridgeDoor: Sendable {
    let bridge: MessagesBridge
    private let endpoint: Exchange.Endpoint
    private let bodyLimit: Int

    init(_ services: EdgeServices, _ endpoint: Exchange.Endpoint) {
        bridge = services.bridge
        bodyLimit = services.server.maxBody.bytes
        self.endpoint = endpoint
    }

    func admit(_ request: EdgeRequest) throws(ExchangeFailure) -> Admission {
        let headers = request.clientHeaders
        do throws(ExchangeFailure) {
            try bridge.authorize(headers)
        } catch {
            bridge.refuse(ClientRequest(id: request.id, headers: headers, body: []), endpoint, error)
            throw error
        }
        return Admission(limit: bodyLimit)
    }

    func client(_ request: EdgeRequest, _ body: [UInt8]) -> ClientRequest {
        ClientRequest(id: request.id, headers: request.clientHeaders, query: request.query ?? "", body: body)
    }

    func refused(_ request: EdgeRequest, _ failure: ExchangeFailure) -> ExchangeFailure {
        bridge.refuse(client(request, []), endpoint, failure)
        return failure
    }
}

extension EdgeResponse {
    /// An exchange's answer in one piece; of a stream that is still to come, its head.
    init(_ opening: ExchangeOpening, id: ExchangeID) {
        switch opening {
        case .error(let failure, let headers): self.init(APIError(failure), id: id, headers: headers)
        case .whole(let json, let headers): self.init(json: json, headers: headers)
        case .wholeStream(let bytes, let headers): self.init(stream: bytes, headers: headers)
        case .stream(let headers): self.init(stream: [], headers: headers)
        }
    }
}
