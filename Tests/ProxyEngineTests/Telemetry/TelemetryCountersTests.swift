import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct TelemetryCountersTests {
    @Test func `batches and events are counted by source and in all`() throws {
        var counters = TelemetryCounters()

        counters.record(try TelemetrySamples.batch(numbered: 0..<3))
        counters.record(try TelemetrySamples.batch(["1", "{}"], from: .eventLoggingV2))
        counters.recordUnreadable(from: .eventLoggingV2)

        #expect(counters.total == .init(batches: 2, events: 4, skipped: 1, unreadable: 1))
        #expect(
            counters.bySource == [
                .eventLoggingV1: .init(batches: 1, events: 3),
                .eventLoggingV2: .init(batches: 1, events: 1, skipped: 1, unreadable: 1),
            ]
        )
    }

    @Test func `names add up over batches`() throws {
        var counters = TelemetryCounters()

        counters.record(try TelemetrySamples.batch([#"{"name":"b"}"#, #"{"name":"a"}"#]))
        counters.record(try TelemetrySamples.batch([#"{"name":"a"}"#]))

        #expect(counters.byName == [.init(name: "b", count: 1), .init(name: "a", count: 2)])
    }

    @Test func `names beyond the bound share one counter, known ones keep theirs`() throws {
        var counters = TelemetryCounters(maximumNames: 2)

        counters.record(try TelemetrySamples.batch(["a", "b", "c", "d", "c"].map { #"{"name":"\#($0)"}"# }))
        counters.record(try TelemetrySamples.batch(["b", "e"].map { #"{"name":"\#($0)"}"# }))

        #expect(counters.byName == [.init(name: "a", count: 1), .init(name: "b", count: 2)])
        #expect(counters.otherNames == 4)
    }
}
