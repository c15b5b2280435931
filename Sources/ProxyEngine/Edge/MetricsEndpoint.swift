import Translation

/// `GET /metrics`: Prometheus' text format.
struct MetricsEndpoint: Endpoint {
    let meter: TrafficMeter

    func answer(_ request: EdgeRequest, _ body: [UInt8]) -> EdgeAnswer {
        .later { [meter] in
            EdgeResponse(
                headers: [HeaderField("Content-Type", "text/plain; version=0.0.4; charset=utf-8")],
                body: Array(PrometheusText.page(meter.snapshot()).utf8)
            )
        }
    }
}
