/// `HEAD /` and `/api/hello`: clients warm up their connection with it.
struct HelloEndpoint: Endpoint {
    func answer(_ request: EdgeRequest, _ body: [UInt8]) -> EdgeAnswer {
        .response(EdgeResponse(json: Array("{}".utf8)))
    }
}
