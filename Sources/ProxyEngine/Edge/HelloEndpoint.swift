import Hummingbird

/// `HEAD /` and `/api/hello`: clients warm up their connection with it.
struct HelloEndpoint: Endpoint {
    func respond(to request: EdgeRequest) async throws -> Response {
        Response(json: Array("{}".utf8))
    }
}
