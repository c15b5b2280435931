import Hummingbird

/// `POST /v1/messages/count_tokens`.
struct CountTokensEndpoint: Endpoint {
    private let bridge: MessagesBridge
    private let bodyLimit: Int

    init(_ services: EdgeServices) {
        bridge = services.bridge
        bodyLimit = services.bodyLimit
    }

    func respond(to request: EdgeRequest) async throws -> Response {
        let client = try await request.clientRequest(for: bridge, .countTokens, limit: bodyLimit)
        let count = try await bridge.countTokens(client)
        var json = JSONWriter()
        json.object { $0.member("input_tokens", count.tokens) }
        return Response(json: json.bytes)
    }
}
