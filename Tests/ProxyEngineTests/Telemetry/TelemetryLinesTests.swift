import Foundation
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct TelemetryLinesTests {
    @Test func `a line has time, source, session, name and event`() throws {
        let batch = try TelemetrySamples.batch([
            #"{"event_type":"E","event_data":{"event_name":"tengu_init","session_id":"s\"1"}}"#
        ])

        let lines = TelemetryLines(batch, receivedAt: TelemetrySamples.received)

        #expect(
            String(decoding: lines.bytes, as: UTF8.self)
                == #"{"received_at":"2026-11-18T11:06:40.123Z","source":"event_logging_v1","session":"s\"1","#
                + #""event_name":"tengu_init","event":{"event_type":"E","event_data":"#
                + #"{"event_name":"tengu_init","session_id":"s\"1"}}}"# + "\n"
        )
    }

    @Test func `a missing session is null`() throws {
        let lines = TelemetryLines(try TelemetrySamples.batch(["{}"]), receivedAt: TelemetrySamples.received)

        #expect(try JSONDocument(lines.bytes).root["session"]?.isNull == true)
    }

    @Test func `the batch's session stands in for a record's`() throws {
        var batch = try TelemetrySamples.batch([#"{"session_id":"own"}"#, "{}"])
        batch.session = "header"

        let lines = TelemetryLines(batch, receivedAt: TelemetrySamples.received)

        let sessions = try lines.bytes.split(separator: 0x0A).map {
            try JSONDocument(Array($0)).root["session"]?.string
        }
        #expect(sessions == ["own", "header"])
    }

    @Test func `every event is one line in any layout`() throws {
        let batch = try TelemetrySamples.batch(
            (0..<200).map { "{\n\t\"name\": \"e\($0)\",\r\n  \"text\": \"a\\nb\"\n}" }
        )

        let lines = TelemetryLines(batch, receivedAt: TelemetrySamples.received)

        #expect(lines.ends.count == 200)
        #expect(lines.bytes.count { $0 == 0x0A } == 200)
        #expect(lines.bytes.count { $0 == 0x0D } == 0)
        #expect(lines.ends.allSatisfy { lines.bytes[$0 - 1] == 0x0A })
    }

    @Test func `a secret does not reach a line`() throws {
        let batch = try TelemetrySamples.batch([#"{"name":"n","headers":{"x-api-key":"sk-secret"}}"#])

        let lines = TelemetryLines(batch, receivedAt: TelemetrySamples.received)

        let text = String(decoding: lines.bytes, as: UTF8.self)
        #expect(!text.contains("sk-secret"))
        #expect(text.contains("•••"))
    }

    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00.000Z"),
        (1_795_000_000.9996, "2026-11-18T11:06:41.000Z"),
        (1_795_000_000.007, "2026-11-18T11:06:40.007Z"),
        (-0.25, "1969-12-31T23:59:59.750Z"),
        (.infinity, "1970-01-01T00:00:00.000Z"),
    ])
    func `a timestamp is RFC 3339 to the millisecond`(seconds: TimeInterval, text: String) {
        #expect(TelemetryLines.timestamp(Date(timeIntervalSince1970: seconds)) == text)
    }
}
