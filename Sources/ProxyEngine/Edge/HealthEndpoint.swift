import Journal
import Translation

/// `GET /health`: the program is alive, and which one it is.
struct HealthEndpoint: Endpoint {
    private let clock: EngineClock
    private let startedAt: ContinuousClock.Instant

    init(_ services: EdgeServices) {
        clock = services.clock
        startedAt = services.startedAt
    }

    func answer(_ request: EdgeRequest, _ body: [UInt8]) -> EdgeAnswer {
        var json = JSONWriter()
        json.object { json in
            json.member("status", literal: "ok")
            json.member("version", ProgramVersion.number)
            json.member("uptime_seconds", Int((clock.now() - startedAt).components.seconds))
        }
        return .response(EdgeResponse(json: json.bytes))
    }
}
