package import Journal
import JournalTestSupport
import ProxyEngine
import Translation

/// What a running engine has published, and waiting for it.
extension RunningEngine {
    package var events: [ProxyEvent] { record.value.events }

    /// The lines of the headless log.
    package var log: String { record.value.log }

    /// The first event that meets `condition`, be it past or to come.
    @discardableResult
    package func waitForEvent(_ condition: @escaping @Sendable (ProxyEvent) -> Bool) async throws -> ProxyEvent {
        let events = try await record.wait { $0.events.contains(where: condition) }.events
        guard let event = events.first(where: condition) else { throw CancellationError() }
        return event
    }

    /// The first exchange that is published with `phase`.
    @discardableResult
    package func waitForExchange(_ phase: RequestEvent.Phase) async throws -> Exchange {
        let event = try await waitForEvent { event in
            if case .request(let request) = event { request.phase == phase } else { false }
        }
        guard case .request(let request) = event else { throw CancellationError() }
        return request.exchange
    }

    /// Exchanges that have ended, in that order, once there are `count` of them.
    @discardableResult
    package func waitForEnded(_ count: Int = 1) async throws -> [Exchange] {
        Self.ended(try await record.wait { Self.ended($0.events).count >= count }.events)
    }

    /// The log, once it holds `text`.
    @discardableResult
    package func waitForLog(_ text: String) async throws -> String {
        try await record.wait { $0.log.contains(text) }.log
    }

    /// The metrics page, once it says what `condition` asks for: the meter hears of events a moment after they happen.
    package func metrics(until condition: @Sendable (String) -> Bool) async throws -> String {
        while true {
            let page = try await answer("GET", "/metrics").text
            if condition(page) { return page }
            try Task.checkCancellation()
        }
    }

    /// Returns once `count` requests wait for a permit of the upstream's.
    package func waitUntilQueued(_ count: Int) async throws {
        guard let gate = engine.bridge.services.gates[Self.upstreamName] else { return }
        while gate.waitingCount != count {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    /// Everything an engine keeps or publishes, as one text to search for what must not be in it: events, log lines
    /// and the ring's four stages with their headers.
    package var everythingKept: String {
        let events = events.map { String(reflecting: $0) }.joined(separator: "\n")
        let stages = engine.ring.exchanges().compactMap { engine.ring.stages(of: $0.id) }.flatMap { stages in
            ExchangeStages.Stage.allCases.map { stage in
                let headers = stages[stage].headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
                return headers + "\n" + String(decoding: stages[stage].body, as: UTF8.self)
            }
        }
        return ([events, log] + stages).joined(separator: "\n")
    }

    private static func ended(_ events: [ProxyEvent]) -> [Exchange] {
        events.compactMap { event in
            if case .request(let request) = event, request.phase.isTerminal { request.exchange } else { nil }
        }
    }
}
