import Benchmark
import Foundation
import Journal
import Translation

/// What `make bench` prints: how fast scanner, decoder, translations, streams, bus, ring and log are on this machine.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [],
        warmupIterations: 3,
        maxDuration: .seconds(2),
        maxIterations: 2_000
    )
    let small = SampleRequest(size: 69_000).bytes
    let large = SampleRequest(size: 790_000).bytes
    let streams: [(DialectName, [UInt8])] = [
        (.responses, SampleStream.responses(events: 450)), (.chat, SampleStream.chat(events: 450)),
    ]

    for bytes in [small, large] {
        Benchmark.rate("JSON scanner, \(bytes.count / 1000) KB request", bytes: bytes.count) {
            blackHole(try? JSONDocument(bytes))
        }
    }
    for (dialect, bytes) in streams {
        Benchmark.rate("SSE decoder, 450 \(dialect.rawValue) events", bytes: bytes.count) {
            var decoder = ServerSentEventDecoder()
            var events: [ServerSentEvent] = []
            try? decoder.feed(bytes, into: &events)
            blackHole(events)
        }
    }
    for dialect in Dialects.all {
        for bytes in [small, large] {
            Benchmark.time("request → \(dialect.name.rawValue), \(bytes.count / 1000) KB (µs)", per: 1_000) {
                blackHole(translate(bytes, dialect))
            }
        }
    }
    for (dialect, bytes) in streams {
        Benchmark.time("one streamed event, \(dialect.rawValue) (ns)", per: 1, times: 450) {
            blackHole(stream(bytes, Dialects.named(dialect)))
        }
    }
    let bus = EventBus()
    let exchange = Exchange(id: ExchangeID(run: 1, sequence: 1), endpoint: .messages, arrivedAt: Date())
    Benchmark.time("publish on the bus, coalesced (ns)", per: 1, times: 1_000) {
        for _ in 0..<1_000 { bus.publish(.request(RequestEvent(.progressed, exchange))) }
    }
    let ring = ExchangeRing(capacity: 1 << 20)
    let record = ring.begin(exchange)
    let piece = [UInt8](repeating: 0x78, count: 100)
    Benchmark.time("append 100 bytes to the ring (ns)", per: 1, times: 1_000) {
        ring.set(.upstreamAnswer, of: record, headers: [], body: [])
        for index in 0..<1_000 {
            ring.append(piece, to: .upstreamAnswer, of: record, at: .milliseconds(index))
        }
    }
    let ended = ended(exchange)
    Benchmark.time("an exchange's line of the log (ns)", per: 1, times: 100) {
        var lines = ""
        for _ in 0..<100 {
            lines += Timestamp.milliseconds(ended.arrivedAt)
            ExchangeLogLine.append(ended, to: &lines)
        }
        blackHole(lines)
    }
}

private func ended(_ running: Exchange) -> Exchange {
    var exchange = running
    exchange.modelAsked = "claude-opus-5-5"
    exchange.modelSent = "gpt-5.2"
    exchange.destination = Exchange.Destination(upstream: "openai", dialect: .responses)
    exchange.marks = Exchange.Marks(firstToken: .milliseconds(250), finished: .milliseconds(1_250))
    exchange.usage = Usage(inputTokens: 1_000, outputTokens: 450)
    exchange.cost = 0.0125
    exchange.outcome = .finished(.endTurn)
    return exchange
}

/// Everything between a request's bytes and the bytes that are sent.
private func translate(_ bytes: [UInt8], _ dialect: any Dialect) -> [UInt8] {
    let model = dialect.name == .chat ? "gpt-4.1" : "gpt-5.2"
    let target = TranslationTarget(model: model, profile: ModelCatalog.bundled.profile(for: model))
    guard let document = try? JSONDocument(bytes), let request = try? MessagesRequest(document),
        let translated = try? dialect.translate(request, for: target)
    else { return [] }
    return translated.body
}

/// Everything between a stream's bytes and the bytes that go to the client.
private func stream(_ bytes: [UInt8], _ dialect: any Dialect) -> [UInt8] {
    var machine = dialect.makeStreamMachine(
        ReplyContext(messageID: "msg_1", requestedModel: "claude-opus-5-5", upstreamModel: "gpt-5.2")
    )
    var decoder = ServerSentEventDecoder()
    var received: [ServerSentEvent] = []
    try? decoder.feed(bytes, into: &received)
    var events: [MessageStreamEvent] = []
    for event in received { machine.receive(event, into: &events) }
    machine.finish(into: &events)
    var output: [UInt8] = []
    for event in events { event.appendServerSentEvent(to: &output) }
    return output
}

extension Benchmark {
    private static let megabytesPerSecond = BenchmarkMetric.custom(
        "MB/s",
        polarity: .prefersLarger,
        useScalingFactor: false
    )
    private static let each = BenchmarkMetric.custom("each", polarity: .prefersSmaller, useScalingFactor: false)

    /// Measures how many megabytes a second `body` takes in.
    @discardableResult
    fileprivate static func rate(_ name: String, bytes: Int, _ body: @escaping @Sendable () -> Void) -> Benchmark? {
        Benchmark(name, configuration: .init(metrics: [megabytesPerSecond])) { benchmark in
            let nanoseconds = elapsed(body)
            benchmark.measurement(megabytesPerSecond, bytes * 1_000 / max(nanoseconds, 1))
        }
    }

    /// Measures one run of `body` in units of `unit` nanoseconds, divided by how many `times` it does its work.
    @discardableResult
    fileprivate static func time(
        _ name: String,
        per unit: Int,
        times: Int = 1,
        _ body: @escaping @Sendable () -> Void
    ) -> Benchmark? {
        Benchmark(name, configuration: .init(metrics: [each])) { benchmark in
            benchmark.measurement(each, elapsed(body) / unit / times)
        }
    }

    private static func elapsed(_ body: () -> Void) -> Int {
        let start = ContinuousClock.now
        body()
        return Int((ContinuousClock.now - start) / .nanoseconds(1))
    }
}
