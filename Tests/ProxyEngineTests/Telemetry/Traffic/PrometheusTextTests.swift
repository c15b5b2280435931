import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct PrometheusTextTests {
    /// Everything that is counted, counted once at least.
    static let snapshot: TrafficSnapshot = {
        var snapshot = TrafficSnapshot()
        snapshot.uptime = .milliseconds(90_500)
        snapshot.running = 2
        snapshot.ended = ["end_turn": 3, "api_error": 1]
        snapshot.failures = ["connection_lost": 1]
        snapshot.refused = 4
        snapshot.failed = 1
        snapshot.cancelled = 5
        snapshot.unrouted = 6
        snapshot.byModel = [
            "gpt-5.2": .init(
                requests: 3,
                inputTokens: 100,
                cacheReadTokens: 200,
                cacheWriteTokens: 0,
                outputTokens: 50,
                cost: 0.25
            )
        ]
        snapshot.mappings = ["claude-opus-4-5 → gpt-5.2": 3]
        snapshot.notes = [.drop: 7]
        snapshot.refusedParameters = 1
        snapshot.timeToFirstToken = .init(median: .milliseconds(250), p95: .milliseconds(900), count: 3)
        snapshot.duration = .init(median: .seconds(2), p95: .seconds(4), count: 4)
        snapshot.telemetry.log = TelemetryLogCounts(written: 8)
        snapshot.edge = EdgeCounts.Values(connections: 11, pausesForLimit: 12, pausesForDescriptors: 13)
        snapshot.droppedEvents = 9
        snapshot.ringBytes = 4096
        snapshot.ringEvictions = 10
        snapshot.shutdowns = ["gpt-5": 1_796_947_200]
        return snapshot
    }()

    /// The samples alone; what HELP and TYPE say is for people.
    private static func samples(_ page: String) -> [String] {
        page.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    }

    @Test func `the page has a sample for each thing that is counted`() {
        #expect(
            Self.samples(PrometheusText.page(Self.snapshot)) == [
                "dragoman_uptime_seconds 90.5",
                "dragoman_exchanges_running 2",
                #"dragoman_exchanges_total{outcome="api_error"} 1"#,
                #"dragoman_exchanges_total{outcome="end_turn"} 3"#,
                #"dragoman_failures_total{cause="connection_lost"} 1"#,
                "dragoman_refused_total 4",
                "dragoman_failed_total 1",
                "dragoman_cancelled_total 5",
                "dragoman_unrouted_total 6",
                "dragoman_connections 11",
                #"dragoman_accept_pauses_total{cause="connections"} 12"#,
                #"dragoman_accept_pauses_total{cause="descriptors"} 13"#,
                #"dragoman_model_requests_total{model="gpt-5.2"} 3"#,
                #"dragoman_tokens_total{kind="input",model="gpt-5.2"} 100"#,
                #"dragoman_tokens_total{kind="cache_read",model="gpt-5.2"} 200"#,
                #"dragoman_tokens_total{kind="cache_write",model="gpt-5.2"} 0"#,
                #"dragoman_tokens_total{kind="output",model="gpt-5.2"} 50"#,
                #"dragoman_cost_dollars_total{model="gpt-5.2"} 0.25"#,
                #"dragoman_mapping_hits_total{mapping="claude-opus-4-5 → gpt-5.2"} 3"#,
                #"dragoman_model_shutdown_timestamp_seconds{model="gpt-5"} 1796947200"#,
                #"dragoman_translation_notes_total{kind="FAIL"} 0"#,
                #"dragoman_translation_notes_total{kind="LOSSY"} 0"#,
                #"dragoman_translation_notes_total{kind="DROP"} 7"#,
                #"dragoman_translation_notes_total{kind="MAP"} 0"#,
                #"dragoman_translation_notes_total{kind="ADD"} 0"#,
                #"dragoman_translation_notes_total{kind="SPLIT"} 0"#,
                "dragoman_refused_parameters_total 1",
                #"dragoman_time_to_first_token_seconds{quantile="0.5"} 0.25"#,
                #"dragoman_time_to_first_token_seconds{quantile="0.95"} 0.9"#,
                "dragoman_time_to_first_token_seconds_count 3",
                #"dragoman_duration_seconds{quantile="0.5"} 2"#,
                #"dragoman_duration_seconds{quantile="0.95"} 4"#,
                "dragoman_duration_seconds_count 4",
                #"dragoman_telemetry_events_total{source="event_logging_v1"} 0"#,
                #"dragoman_telemetry_events_total{source="event_logging_v2"} 0"#,
                #"dragoman_telemetry_events_total{source="otlp_logs"} 0"#,
                #"dragoman_telemetry_events_total{source="otlp_metrics"} 0"#,
                #"dragoman_telemetry_events_total{source="otlp_traces"} 0"#,
                "dragoman_telemetry_written_total 8",
                "dragoman_telemetry_dropped_total 0",
                "dragoman_telemetry_write_failures_total 0",
                "dragoman_events_dropped_total 9",
                "dragoman_capture_bytes 4096",
                "dragoman_capture_evicted_total 10",
            ]
        )
    }

    @Test func `every sample's family is announced before it, once, with a type`() {
        var announced: [Substring] = []
        for line in PrometheusText.page(Self.snapshot).split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("# TYPE ") {
                announced.append(words[2])
                #expect(["counter", "gauge", "summary"].contains(words[3]))
            } else if !line.hasPrefix("#") {
                let name = line.prefix { $0 != "{" && $0 != " " }
                #expect(announced.last.map { name == $0 || name == $0 + "_count" } == true, "\(line)")
            }
        }
        #expect(Set(announced).count == announced.count)
    }

    @Test func `the first lines are as the format wants them`() {
        #expect(
            PrometheusText.page(TrafficSnapshot()).hasPrefix(
                """
                # HELP dragoman_uptime_seconds Seconds since the start
                # TYPE dragoman_uptime_seconds gauge
                dragoman_uptime_seconds 0

                """
            )
        )
    }

    @Test(arguments: [
        ("plain", "plain"), ("a\"b", #"a\"b"#), (#"a\b"#, #"a\\b"#), ("a\nb", #"a\nb"#), ("a\r\nb", "a\r" + #"\nb"#),
        ("\"\u{301}", "\\\"\u{301}"),
    ])
    func `a label cannot end its line or its quotes`(label: String, escaped: String) {
        var snapshot = TrafficSnapshot()
        snapshot.mappings = [label: 1]

        let page = PrometheusText.page(snapshot)
        let line = #"dragoman_mapping_hits_total{mapping=""# + escaped + #""} 1"#
        #expect(page.utf8.split(separator: 0x0A).contains { $0.elementsEqual(line.utf8) })
    }

    @Test(arguments: [(0.1 + 0.2, "0.30000000000000004"), (1e20, "1e+20"), (3, "3")])
    func `numbers are whole where they can be`(cost: Double, text: String) {
        var snapshot = TrafficSnapshot()
        snapshot.byModel = ["m": .init(cost: cost)]

        #expect(PrometheusText.page(snapshot).contains(#"dragoman_cost_dollars_total{model="m"} \#(text)"# + "\n"))
    }
}
