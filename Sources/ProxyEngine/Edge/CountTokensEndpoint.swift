import Hummingbird
import Journal

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
        return Response(json: try await bridge.countTokens(client).body)
    }
}
