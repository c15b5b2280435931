import Foundation
import SwiftProtobuf
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct OTLPProtobufTests {
    private typealias Common = Opentelemetry_Proto_Common_V1_AnyValue

    @Test func `a log record becomes the OTLP JSON that says the same`() throws {
        var record = Opentelemetry_Proto_Logs_V1_LogRecord()
        record.timeUnixNano = 1_795_000_000_123_000_000
        record.severityNumber = .info
        record.body = .with { $0.stringValue = "claude_code.api_request" }
        record.attributes = [
            attribute("event.name") { $0.stringValue = "api_request" },
            attribute("session.id") { $0.stringValue = "s-1" },
            attribute("input_tokens") { $0.intValue = -3 },
            attribute("cost_usd") { $0.doubleValue = 0.25 },
            attribute("cached") { $0.boolValue = true },
            attribute("bytes") { $0.bytesValue = Data([0xFF, 0xFE]) },
            attribute("list") { $0.arrayValue.values = [.with { $0.stringValue = "é🦜\n" }] },
        ]
        record.traceID = Data(0..<16)
        record.spanID = Data([0xF8, 0, 0, 0, 0, 0, 0, 0x0A])
        let request = Opentelemetry_Proto_Collector_Logs_V1_ExportLogsServiceRequest.with {
            $0.resourceLogs = [
                .with {
                    $0.resource.attributes = [attribute("service.name") { $0.stringValue = "claude-code" }]
                    $0.scopeLogs = [.with { $0.logRecords = [record] }]
                }
            ]
        }

        let batch = try parse(request, from: .otlpLogs)

        let only = try #require(batch.records.first)
        #expect(only.name == "api_request")
        #expect(only.session == "s-1")
        let event = try JSONDocument(only.event.text).root
        #expect(event["timeUnixNano"]?.string == "1795000000123000000")
        #expect(event["severityNumber"]?.int == 9)
        #expect(event["traceId"]?.string == "000102030405060708090a0b0c0d0e0f")
        #expect(event["spanId"]?.string == "f80000000000000a")
        #expect(
            event["attributes"]?.elements.dropFirst(2).map { $0["value"]?.raw.text } == [
                #"{"intValue":"-3"}"#, #"{"doubleValue":0.25}"#, #"{"boolValue":true}"#, #"{"bytesValue":"//4="}"#,
                #"{"arrayValue":{"values":[{"stringValue":"é🦜\n"}]}}"#,
            ]
        )
        #expect(
            event["resource"]?.raw.text
                == #"{"attributes":[{"key":"service.name","value":{"stringValue":"claude-code"}}]}"#
        )
    }

    @Test func `every kind of metric comes through with its points`() throws {
        let session = [attribute("session.id") { $0.stringValue = "s-2" }]
        let exemplar = Opentelemetry_Proto_Metrics_V1_Exemplar.with {
            $0.asInt = 5
            $0.traceID = Data([0xAB, 0xCD])
        }
        let metrics: [Opentelemetry_Proto_Metrics_V1_Metric] = [
            .with {
                $0.name = "sum"
                $0.sum.aggregationTemporality = .delta
                $0.sum.isMonotonic = true
                $0.sum.dataPoints = [
                    .with {
                        $0.attributes = session
                        $0.asInt = 12
                        $0.exemplars = [exemplar]
                    }
                ]
            },
            .with {
                $0.name = "gauge"
                $0.gauge.dataPoints = [.with { $0.asDouble = .nan }]
            },
            .with {
                $0.name = "histogram"
                $0.histogram.dataPoints = [
                    .with {
                        $0.count = 3
                        $0.sum = 1.5
                        $0.bucketCounts = [1, 2]
                        $0.explicitBounds = [0.5]
                    }
                ]
            },
            .with {
                $0.name = "exponential"
                $0.exponentialHistogram.dataPoints = [
                    .with {
                        $0.scale = -1
                        $0.positive.offset = 2
                        $0.positive.bucketCounts = [4]
                    }
                ]
            },
            .with {
                $0.name = "summary"
                $0.summary.dataPoints = [.with { $0.quantileValues = [.with { $0.quantile = 0.5 }] }]
            },
        ]

        let batch = try parse(
            Opentelemetry_Proto_Collector_Metrics_V1_ExportMetricsServiceRequest.with {
                $0.resourceMetrics = [.with { $0.scopeMetrics = [.with { $0.metrics = metrics }] }]
            },
            from: .otlpMetrics
        )

        #expect(batch.records.map(\.session) == ["s-2", nil, nil, nil, nil])
        #expect(
            batch.records.map(\.event.text) == [
                #"{"name":"sum","sum":{"dataPoints":[{"exemplars":[{"traceId":"abcd","asInt":"5"}],"asInt":"12","#
                    + #""attributes":[{"key":"session.id","value":{"stringValue":"s-2"}}]}],"#
                    + #""aggregationTemporality":1,"isMonotonic":true}}"#,
                #"{"name":"gauge","gauge":{"dataPoints":[{"asDouble":"NaN"}]}}"#,
                #"{"name":"histogram","histogram":{"dataPoints":[{"count":"3","sum":1.5,"#
                    + #""bucketCounts":["1","2"],"explicitBounds":[0.5]}]}}"#,
                #"{"name":"exponential","exponentialHistogram":{"dataPoints":[{"scale":-1,"#
                    + #""positive":{"offset":2,"bucketCounts":["4"]}}]}}"#,
                #"{"name":"summary","summary":{"dataPoints":[{"quantileValues":[{"quantile":0.5}]}]}}"#,
            ]
        )
    }

    @Test func `a span comes through with its ids as hexadecimal, in its links too`() throws {
        let span = Opentelemetry_Proto_Trace_V1_Span.with {
            $0.name = "claude_code.tool"
            $0.kind = .client
            $0.traceID = Data([0x01, 0xF0])
            $0.parentSpanID = Data([0x7F])
            $0.attributes = [attribute("session.id") { $0.stringValue = "s-3" }]
            $0.links = [.with { $0.spanID = Data([0xEE]) }]
            $0.status.code = .error
        }

        let batch = try parse(
            Opentelemetry_Proto_Collector_Trace_V1_ExportTraceServiceRequest.with {
                $0.resourceSpans = [.with { $0.scopeSpans = [.with { $0.spans = [span] }] }]
            },
            from: .otlpTraces
        )

        #expect(batch.records.map(\.name) == ["claude_code.tool"])
        #expect(batch.session == "s-3")
        #expect(
            batch.records.first?.event.text
                == #"{"traceId":"01f0","parentSpanId":"7f","name":"claude_code.tool","kind":3,"#
                + #""attributes":[{"key":"session.id","value":{"stringValue":"s-3"}}],"#
                + #""links":[{"spanId":"ee"}],"status":{"code":2}}"#
        )
    }

    @Test func `a request that another protobuf implementation wrote is read`() throws {
        // Written with opentelemetry-proto 1.45.2 for Python.
        let body = try #require(
            Data(
                base64Encoded: "CvoBCh8KHQoMc2VydmljZS5uYW1lEg0KC2NsYXVkZS1jb2RlEtYBCisKIGNvbS5hbnRocm9waWMuY2xhdWRl"
                    + "X2NvZGUuZXZlbnRzEgcyLjEuMzMwEqYBCcBUKGP9HukYEAkaBElORk8qGQoXY2xhdWRlX2NvZGUudG9vbF9yZXN1bHQy"
                    + "GwoKZXZlbnQubmFtZRINCgt0b29sX3Jlc3VsdDIUCgpzZXNzaW9uLmlkEgYKBDVmMWMyEQoLZHVyYXRpb25fbXMSAhgq"
                    + "Mg0KB3N1Y2Nlc3MSAhABShAAAQIDBAUGBwgJCgsMDQ4PUgj4+fr7/P3+/1kAlzdj/R7pGA=="
            )
        )

        let batch = try TelemetryParser.parse(Array(body), from: .otlpLogs, as: .protobuf)

        let event = try JSONDocument(try #require(batch.records.first).event.text).root
        #expect(batch.counts == [TelemetryCount(name: "tool_result", count: 1)])
        #expect(batch.session == "5f1c")
        #expect(event["observedTimeUnixNano"]?.string == "1795000000124000000")
        #expect(event["traceId"]?.string == "000102030405060708090a0b0c0d0e0f")
        #expect(event["spanId"]?.string == "f8f9fafbfcfdfeff")
        #expect(event["scope"]?["version"]?.string == "2.1.330")
    }

    @Test func `an attribute called like an id keeps its value`() throws {
        let request = Opentelemetry_Proto_Collector_Logs_V1_ExportLogsServiceRequest.with {
            $0.resourceLogs = [
                .with {
                    $0.scopeLogs = [
                        .with {
                            $0.logRecords = [
                                .with { $0.attributes = [attribute("traceId") { $0.stringValue = "AAEC" }] }
                            ]
                        }
                    ]
                }
            ]
        }

        let batch = try parse(request, from: .otlpLogs)

        #expect(
            batch.records.first?.event.text == #"{"attributes":[{"key":"traceId","value":{"stringValue":"AAEC"}}]}"#
        )
    }

    @Test func `no bytes at all are an empty export`() throws {
        #expect(try TelemetryParser.parse([], from: .otlpMetrics, as: .protobuf).records.isEmpty)
    }

    @Test(arguments: [[0x0A, 0x05, 0x01], [0xFF], Array("{}".utf8), [0x0A, 0x03, 0x0A, 0x01, 0x0F]] as [[UInt8]])
    func `bytes that are not a request are an error with the expected form`(body: [UInt8]) {
        let error = #expect(throws: TelemetryError.self) {
            try TelemetryParser.parse(body, from: .otlpLogs, as: .protobuf)
        }

        #expect(
            error?.description.hasPrefix(
                "the telemetry body is not the protobuf export request that /v1/logs takes: "
            ) == true
        )
    }

    @Test func `a value nested too deeply is an error and no crash`() {
        var value = Common.with { $0.stringValue = "innermost" }
        for _ in 0..<60 { value = .with { $0.arrayValue.values = [value] } }
        let request = Opentelemetry_Proto_Collector_Logs_V1_ExportLogsServiceRequest.with {
            $0.resourceLogs = [.with { $0.scopeLogs = [.with { $0.logRecords = [.with { $0.body = value }] }] }]
        }

        #expect(throws: TelemetryError.self) { try parse(request, from: .otlpLogs) }
    }

    private func parse(_ request: some SwiftProtobuf.Message, from source: TelemetrySource) throws -> TelemetryBatch {
        try TelemetryParser.parse(request.serializedBytes(), from: source, as: .protobuf)
    }

    private func attribute(
        _ key: String,
        _ value: (inout Common) -> Void
    ) -> Opentelemetry_Proto_Common_V1_KeyValue {
        .with {
            $0.key = key
            value(&$0.value)
        }
    }
}
