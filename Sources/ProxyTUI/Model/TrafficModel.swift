import Foundation
import ProxyEngine

/// What has gone through the proxy, as far as the dashboard shows it: a fold of the feed's events.
///
/// A value, so that a frozen display is a copy.
struct TrafficModel: Sendable {
    /// Oldest first; ids only grow.
    private(set) var rows: [ExchangeRow] = []
    private(set) var sessions: [String] = []
    var errors = ErrorGroups()
    var mappings: [MappingCount]
    var telemetry = TelemetryCounts()
    var pace = TokenPace()
    private(set) var log = EventLog()
    private(set) var arrivedCount = 0
    private(set) var runningCount = 0
    private(set) var lossyNotes = 0
    private(set) var totalCost = 0.0
    private(set) var inputTokens = 0
    private(set) var cachedTokens = 0
    /// Requests that no rule maps.
    private(set) var unmapped = 0
    private(set) var unmappedModel: String?
    /// Grows with every change: who keeps something made from the rows makes it anew.
    private(set) var generation = 0

    let rowLimit: Int

    init(mappings: [MappingCount] = [], rowLimit: Int = 10_000) {
        self.mappings = mappings
        self.rowLimit = max(rowLimit, 1)
    }

    mutating func apply(_ event: ProxyEvent, at now: Date) {
        switch event {
        case .request(let request): apply(request, at: now)
        case .translation(.mappingHit(_, _, _, let rule)): hit(rule)
        case .translation(.parameterRefused(_, let model, let parameter)):
            note(.warning, "\(model) refuses \(parameter): left out from now on", at: now)
        case .translation(.notes): break
        case .telemetry(let telemetry): self.telemetry.add(telemetry)
        case .log(let entry): log.add(entry)
        case .unrouted(_, let method, let path):
            telemetry.addUnrouted(method: method, path: path, at: now)
            note(.warning, "no such path: \(method) \(path)", at: now)
        }
        generation += 1
    }

    mutating func note(_ level: LogEvent.Level, _ message: String, at now: Date) {
        log.add(LogEvent(level, message, at: now))
    }

    // MARK: Rows

    func index(of id: ExchangeID) -> Int? {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < rows.count && rows[low].id == id ? low : nil
    }

    func row(_ id: ExchangeID) -> ExchangeRow? { index(of: id).map { rows[$0] } }

    mutating func setMark(_ isMarked: Bool, _ id: ExchangeID) {
        guard let index = index(of: id) else { return }
        rows[index].isMarked = isMarked
        generation += 1
    }

    mutating func unmarkAll() {
        for index in rows.indices { rows[index].isMarked = false }
        generation += 1
    }

    /// Forgets what has finished and is not marked.
    mutating func clearFinished() {
        rows.removeAll { !$0.isRunning && !$0.isMarked }
        generation += 1
    }

    /// Takes up what was recorded before anyone looked.
    mutating func restore(_ exchanges: [Exchange], at now: Date) {
        for exchange in exchanges {
            apply(RequestEvent(exchange.isRunning ? .progressed : .finished, exchange), at: now)
            if exchange.modelSent != nil { hit(exchange.destination?.rule) }
        }
        generation += 1
    }

    private mutating func apply(_ event: RequestEvent, at now: Date) {
        let exchange = event.exchange
        guard let index = index(of: exchange.id) else {
            // What was cleared or forgotten does not come back with its end.
            guard exchange.isRunning || rows.last.map({ $0.id < exchange.id }) ?? true else { return }
            return add(exchange, at: now)
        }
        let before = rows[index]
        // An older event that was overtaken by the end says nothing new.
        guard before.isRunning else { return }
        rows[index].update(exchange)
        if rows[index].session.isEmpty { rows[index].session = letter(of: exchange.session) }
        pace.add((rows[index].outputTokens ?? 0) - (before.outputTokens ?? 0), at: now)
        if rows[index].isRunning { return }
        runningCount -= 1
        finish(index, exchange, at: now)
    }

    private mutating func add(_ exchange: Exchange, at now: Date) {
        var row = ExchangeRow(exchange)
        row.session = letter(of: exchange.session)
        arrivedCount += 1
        var place = rows.count
        while place > 0, exchange.id < rows[place - 1].id { place -= 1 }
        rows.insert(row, at: place)
        if row.isRunning { runningCount += 1 } else { finish(place, exchange, at: now) }
        if rows.count > rowLimit { makeRoom() }
    }

    private mutating func finish(_ index: Int, _ exchange: Exchange, at now: Date) {
        let row = rows[index]
        if row.isLossy { lossyNotes += Int(row.lossyNotes) + Int(row.failNotes) }
        totalCost += row.cost ?? 0
        if row.endpoint == .messages, row.state == .finished {
            inputTokens += row.inputTokens ?? 0
            cachedTokens += row.cachedTokens
        }
        if row.endpoint == .countTokens { telemetry.addCount(isEstimate: row.areTokensEstimated, at: row.arrivedAt) }
        if let first = row.firstToken { pace.addFirstToken(first) }
        if row.state == .refused, row.sent == nil, let asked = row.asked {
            unmapped += 1
            unmappedModel = asked
        }
        record(row)
        if row.state == .failed || row.state == .refused || row.state == .cancelled {
            rows[index].errorNumber = errors.add(row, at: now)
        }
    }

    /// Room is made for many at once, because the front of an array is dear to remove.
    private mutating func makeRoom() {
        let surplus = rows.count - rowLimit * 31 / 32
        var removed = 0
        rows.removeAll { row in
            guard removed < surplus, !row.isRunning, !row.isMarked else { return false }
            removed += 1
            return true
        }
    }

    private mutating func letter(of session: String?) -> String {
        guard let session else { return "" }
        let index: Int
        if let known = sessions.firstIndex(of: session) {
            index = known
        } else {
            // Sessions beyond the alphabet's letters share the last sign.
            guard sessions.count < 26 else { return "~" }
            index = sessions.count
            sessions.append(session)
        }
        return String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(index)))
    }

    // MARK: Mappings

    private mutating func hit(_ rule: String?) {
        guard let index = mappings.firstIndex(where: { $0.citation == rule }) else { return }
        mappings[index].hits += 1
    }

    private mutating func record(_ row: ExchangeRow) {
        guard let rule = row.rule, let index = mappings.firstIndex(where: { $0.citation == rule }) else { return }
        mappings[index].record(row)
    }
}
