import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /metrics`: Prometheus' text format.
struct MetricsEndpoint: Endpoint {
    let meter: TrafficMeter

    func respond(to request: EdgeRequest) async throws -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: PrometheusText.page(meter.snapshot())))
        )
    }
}
