import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct OTLPReaderTests {
    @Test func `a log record is named by its event and keeps its bytes, with resource and scope added`() throws {
        let record =
            #"{ "timeUnixNano":"1","body":{"stringValue":"claude_code.user_prompt"},"attributes":["#
            + #"{"key":"event.name","value":{"stringValue":"user_prompt"}},"#
            + #"{"key":"session.id","value":{"stringValue":"s-1"}}]"#
        let resource = #"{"attributes":[{"key":"service.name","value":{"stringValue":"claude-code"}}]}"#

        let batch = try parse(
            #"{"resourceLogs":[{"resource":\#(resource),"scopeLogs":[{"scope":{"name":"events"},"#
                + #""logRecords":[\#(record)}]}]}]}"#,
            from: .otlpLogs
        )

        let only = try #require(batch.records.first)
        #expect(only.name == "user_prompt")
        #expect(only.session == "s-1")
        #expect(only.event.text == record + #","resource":\#(resource),"scope":{"name":"events"}}"#)
    }

    @Test(arguments: [
        (#"{"eventName":"named","body":{"stringValue":"text"}}"#, "named"),
        (#"{"body":{"stringValue":"claude_code.api_request"}}"#, "claude_code.api_request"),
        (#"{"body":{"intValue":"7"}}"#, "unnamed"),
        ("{}", "unnamed"),
    ])
    func `a log record without the attribute is named by its other facts`(record: String, name: String) throws {
        let batch = try parse(
            #"{"resourceLogs":[{"resource":{"attributes":[]},"scopeLogs":[{"logRecords":[\#(record)]}]}]}"#,
            from: .otlpLogs
        )

        #expect(batch.records.map(\.name) == [name])
        #expect(throws: Never.self) { try RawJSON(validating: batch.records.first?.event.text ?? "") }
    }

    @Test(arguments: ["sum", "gauge", "histogram", "exponentialHistogram", "summary"])
    func `a metric's session is its points'`(kind: String) throws {
        let batch = try parse(
            #"{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"claude_code.token.usage","\#(kind)":"#
                + #"{"dataPoints":[{"asInt":"1"},{"asInt":"2","attributes":"#
                + #"[{"key":"session.id","value":{"stringValue":"s-2"}}]}]}}]}]}]}"#,
            from: .otlpMetrics
        )

        #expect(batch.records.map(\.name) == ["claude_code.token.usage"])
        #expect(batch.session == "s-2")
    }

    @Test func `a span is named by its name, and its session may be the resource's`() throws {
        let batch = try parse(
            #"{"resourceSpans":[{"resource":{"attributes":[{"key":"session.id","value":{"stringValue":"s-3"}}]},"#
                + #""scopeSpans":[{"spans":[{"name":"claude_code.llm_request","traceId":"0af7"}]}]}]}"#,
            from: .otlpTraces
        )

        #expect(batch.records.map(\.name) == ["claude_code.llm_request"])
        #expect(batch.session == "s-3")
    }

    @Test func `the names of the proto files are read too`() throws {
        let batch = try parse(
            #"{"resource_logs":[{"scope_logs":[{"log_records":[{"body":{"string_value":"a"}}]}]}]}"#,
            from: .otlpLogs
        )

        #expect(batch.records.map(\.name) == ["a"])
    }

    @Test func `an invalid record at any level is counted and the rest is kept`() throws {
        let batch = try parse(
            #"{"resourceLogs":[7,{"scopeLogs":{}},{"scopeLogs":["x",{"logRecords":[null,{"eventName":"good"}]}]}]}"#,
            from: .otlpLogs
        )

        #expect(batch.records.map(\.name) == ["good"])
        #expect(batch.skipped == 4)
    }

    @Test func `an empty export is an empty batch`() throws {
        #expect(try parse("{}", from: .otlpMetrics).records.isEmpty)
    }

    @Test func `a list that is none is an error that names it`() {
        #expect(
            throws: TelemetryError.unexpected(
                JSONMismatch(path: ["resourceSpans"], expected: "an array", found: "an object")
            )
        ) {
            try parse(#"{"resourceSpans":{}}"#, from: .otlpTraces)
        }
    }

    @Test func `a large resource is not multiplied without bound`() throws {
        let padding = String(repeating: "r", count: 1 << 20)
        let records = Array(repeating: "{}", count: 1000).joined(separator: ",")

        let batch = try parse(
            #"{"resourceLogs":[{"resource":{"padding":"\#(padding)"},"scopeLogs":[{"logRecords":[\#(records)]}]}]}"#,
            from: .otlpLogs
        )

        #expect(batch.records.count == 7)
        #expect(batch.skipped == 993)
        #expect(batch.records.reduce(0) { $0 + $1.event.bytes.count } <= TelemetryParser.maximumEventBytes)
    }

    private func parse(_ body: String, from source: TelemetrySource) throws -> TelemetryBatch {
        try TelemetryParser.parse(Array(body.utf8), from: source)
    }
}
