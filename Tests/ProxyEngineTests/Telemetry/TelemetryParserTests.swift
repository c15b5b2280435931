import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct TelemetryParserTests {
    @Test func `a full batch of 200 events gives a record for each, in order`() throws {
        let batch = try TelemetrySamples.batch(
            (0..<200).map {
                #"{"event_type":"ClaudeCodeInternalEvent","event_data":{"event_name":"tengu_\#($0)","session_id":"s"}}"#
            }
        )

        #expect(batch.records.map(\.name) == (0..<200).map { "tengu_\($0)" })
        #expect(batch.session == "s")
        #expect(batch.skipped == 0)
    }

    @Test func `an event stays byte for byte as it came`() throws {
        let event = #"{ "event_data" : {"event_name":"tengu_Ünï_\u00e9_🦜", "n":1.50e+1,"a":"\/"},"z":[ ]}"#

        let batch = try TelemetrySamples.batch([event])

        #expect(batch.records.first?.event.text == event)
        #expect(batch.records.first?.name == "tengu_Ünï_é_🦜")
    }

    @Test func `an invalid event is counted and the rest is kept`() throws {
        let batch = try TelemetrySamples.batch([
            #"{"event_type":"a"}"#, "null", #""text""#, "[1]", #"{"event_type":"b"}"#,
        ])

        #expect(batch.records.map(\.name) == ["a", "b"])
        #expect(batch.skipped == 3)
    }

    @Test(arguments: [
        (#"{"event_data":{"event_name":"inner"},"event_name":"outer","name":"n","event_type":"t"}"#, "inner"),
        (#"{"event_name":"outer","name":"n","event_type":"t"}"#, "outer"),
        (#"{"name":"n","event_type":"t"}"#, "n"),
        (#"{"event_type":"GrowthbookExperimentEvent","event_data":{"event_name":""}}"#, "GrowthbookExperimentEvent"),
        (#"{"event_type":7}"#, "unnamed"),
    ])
    func `the name is the nearest one there is`(event: String, name: String) throws {
        #expect(try TelemetrySamples.batch([event], from: .eventLoggingV2).records.map(\.name) == [name])
    }

    @Test func `a name is one line of bounded length`() throws {
        let long = String(repeating: "n", count: 500)

        let batch = try TelemetrySamples.batch([#"{"name":"a\nb\u001b[2J"}"#, #"{"name":"\#(long)"}"#])

        #expect(batch.records.map(\.name) == ["a b [2J", String(long.prefix(TelemetryParser.maximumLabelLength))])
    }

    @Test func `a batch whose records differ in session has none itself`() throws {
        let batch = try TelemetrySamples.batch([
            #"{"name":"a","session_id":"one"}"#, #"{"name":"b"}"#, #"{"event_data":{"session_id":"two"}}"#,
        ])

        #expect(batch.session == nil)
        #expect(batch.records.map(\.session) == ["one", nil, "two"])
    }

    @Test func `counts are by name in order of appearance`() throws {
        let batch = try TelemetrySamples.batch(["b", "a", "b", "c"].map { #"{"name":"\#($0)"}"# })

        #expect(
            batch.counts == [.init(name: "b", count: 2), .init(name: "a", count: 1), .init(name: "c", count: 1)]
        )
    }

    @Test func `events beyond the limit are counted as skipped`() throws {
        let batch = try TelemetrySamples.batch(
            Array(repeating: "{}", count: TelemetryParser.maximumRecords + 3)
        )

        #expect(batch.records.count == TelemetryParser.maximumRecords)
        #expect(batch.skipped == 3)
    }

    @Test func `a body without events is reported as such`() {
        let error = #expect(throws: TelemetryError.self) {
            try TelemetryParser.parse(Array(#"{"event":[]}"#.utf8), from: .eventLoggingV1)
        }

        #expect(
            error?.description
                == "the telemetry body is not what was expected: events: required, expected an array"
        )
    }

    @Test(arguments: ["", "events", #"{"events":[{}"#, #"{"events":{}}"#, "[]"])
    func `a body that is not a batch is an error, not a crash`(body: String) {
        #expect(throws: TelemetryError.self) {
            try TelemetryParser.parse(Array(body.utf8), from: .eventLoggingV2)
        }
    }

    @Test func `a body nested too deeply is an error`() {
        let body = #"{"events":["# + String(repeating: "[", count: 1000)

        #expect(throws: TelemetryError.self) {
            try TelemetryParser.parse(Array(body.utf8), from: .eventLoggingV1)
        }
    }

    @Test func `event logging takes no protobuf`() {
        #expect(throws: TelemetryError.noProtobufForm(source: .eventLoggingV2)) {
            try TelemetryParser.parse([], from: .eventLoggingV2, as: .protobuf)
        }
    }
}
