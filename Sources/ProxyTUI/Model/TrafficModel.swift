import Foundation
import Journal

/// The traffic of the proxy, as far as the dashboard shows it: a fold of the feed's events.
///
/// A value, so that a frozen display is a copy.
struct TrafficModel: Sendable {
    /// Oldest first; ids only grow.
    private(set) var rows: [ExchangeRow] = []
    private(set) var sessions: [String] = []
    var errors = ErrorGroups()
    var mappings: [MappingCount]
    var telemetry = TelemetryCounts()
    var tokenRate = TokenRate()
    private(set) var log = EventLog()
    private(set) var arrivedCount = 0
    /// The running ones, in order.
    private(set) var running: [ExchangeID] = []
    private(set) var streamingCount = 0
    private(set) var lossyNotes = 0
    private(set) var totalCost = 0.0
    private(set) var inputTokens = 0
    private(set) var cachedTokens = 0
    /// Requests that no rule maps.
    private(set) var unmapped = 0
    private(set) var unmappedModel: String?
    /// Increases with every change of a row, so that values derived from the rows can be updated.
    private(set) var rowsGeneration = 0
    /// The last id that was cleared or forgotten. An unknown id before it is not a new request.
    private var lastRemoved: ExchangeID?

    let rowLimit: Int

    init(mappings: [MappingCount] = [], rowLimit: Int = 10_000) {
        self.mappings = mappings
        self.rowLimit = max(rowLimit, 1)
    }

    var runningCount: Int { running.count }

    /// The newest request that receives tokens.
    var newestStreaming: ExchangeRow? {
        guard streamingCount > 0 else { return nil }
        return running.reversed().lazy.compactMap { row($0) }.first { $0.state == .streaming }
    }

    mutating func apply(_ event: ProxyEvent, at now: Date) {
        switch event {
        case .request(let request): apply(request.exchange, at: now)
        // The exchange's own events report it too.
        case .translation(.mappingHit): break
        case .translation(.parameterRefused(let id, let model, let parameter)):
            note(.warning, "\(model) refuses \(parameter): left out from now on", exchange: id, at: now)
        case .translation(.notes): break
        case .telemetry(let telemetry): self.telemetry.add(telemetry)
        case .log(let entry): log.add(entry)
        case .unrouted(_, let method, let path, let status):
            telemetry.addUnserved(status: status, at: now)
            note(.warning, "\(ProxyEvent.unservedText(status: status)): \(method) \(path)", at: now)
        }
    }

    mutating func note(_ level: LogEvent.Level, _ message: String, exchange: ExchangeID? = nil, at now: Date) {
        log.add(LogEvent(level, message, exchange: exchange, at: now))
    }

    // MARK: Rows

    func index(of id: ExchangeID) -> Int? {
        let place = rows.firstPlace { $0.id >= id }
        return place < rows.count && rows[place].id == id ? place : nil
    }

    func row(_ id: ExchangeID) -> ExchangeRow? { index(of: id).map { rows[$0] } }

    mutating func setMark(_ isMarked: Bool, _ id: ExchangeID) {
        guard let index = index(of: id) else { return }
        rows[index].isMarked = isMarked
        rowsGeneration += 1
    }

    mutating func unmarkAll() {
        for index in rows.indices { rows[index].isMarked = false }
        rowsGeneration += 1
    }

    /// Forgets finished requests that are not marked.
    mutating func clearFinished() {
        remove(.max) { !$0.isRunning && !$0.isMarked }
        rowsGeneration += 1
    }

    /// Takes the exchanges that were recorded before. They may arrive as events too, and count once.
    mutating func restore(_ exchanges: [Exchange], at now: Date) {
        // Earlier tokens do not count for the current rate.
        let tokenRate = tokenRate
        for exchange in exchanges { apply(exchange, at: now) }
        let firstTokens = self.tokenRate
        self.tokenRate = tokenRate
        self.tokenRate.takeFirstTokens(of: firstTokens)
    }

    private mutating func apply(_ exchange: Exchange, at now: Date) {
        guard let index = index(of: exchange.id) else {
            guard lastRemoved.map({ $0 < exchange.id }) ?? true else { return }
            return add(exchange, at: now)
        }
        let before = rows[index]
        guard !before.isAhead(of: exchange) else { return }
        rows[index].update(exchange)
        if rows[index].session.isEmpty { rows[index].session = letter(of: exchange.session) }
        let row = rows[index]
        tokenRate.add((row.outputTokens ?? 0) - (before.outputTokens ?? 0), at: now)
        if before.sent == nil, row.sent != nil { hit(row.rule) }
        streamingCount += (row.state == .streaming ? 1 : 0) - (before.state == .streaming ? 1 : 0)
        rowsGeneration += 1
        guard !row.isRunning else { return }
        let place = running.firstPlace { $0 >= row.id }
        if place < running.count, running[place] == row.id { running.remove(at: place) }
        finish(index, at: now)
    }

    private mutating func add(_ exchange: Exchange, at now: Date) {
        var row = ExchangeRow(exchange)
        row.session = letter(of: exchange.session)
        arrivedCount += 1
        rowsGeneration += 1
        let place = rows.firstPlace { $0.id >= row.id }
        rows.insert(row, at: place)
        if row.sent != nil { hit(row.rule) }
        if row.isRunning {
            running.insert(row.id, at: running.firstPlace { $0 >= row.id })
            if row.state == .streaming { streamingCount += 1 }
        } else {
            finish(place, at: now)
        }
        if rows.count > rowLimit { remove(rows.count - rowLimit * 31 / 32) { !$0.isRunning && !$0.isMarked } }
    }

    private mutating func finish(_ index: Int, at now: Date) {
        let row = rows[index]
        if row.isLossy { lossyNotes += Int(row.lossyNotes) + Int(row.failNotes) }
        totalCost += row.cost ?? 0
        if row.endpoint == .messages, row.state == .finished {
            inputTokens += row.inputTokens ?? 0
            cachedTokens += row.cachedTokens
        }
        if row.endpoint == .countTokens { telemetry.addCount(isEstimate: row.areTokensEstimated, at: row.arrivedAt) }
        if let first = row.firstToken { tokenRate.addFirstToken(first) }
        if row.state == .refused, row.sent == nil, let asked = row.asked {
            unmapped += 1
            unmappedModel = asked
        }
        record(row)
        if row.state == .failed || row.state == .refused || row.state == .cancelled {
            rows[index].errorNumber = errors.add(row, at: now)
        }
    }

    /// Removes many at once, because removing from the front of an array is expensive.
    private mutating func remove(_ limit: Int, _ isRemovable: (ExchangeRow) -> Bool) {
        var count = 0
        var last = lastRemoved
        rows.removeAll { row in
            guard count < limit, isRemovable(row) else { return false }
            count += 1
            last = max(last ?? row.id, row.id)
            return true
        }
        lastRemoved = last
    }

    private mutating func letter(of session: String?) -> String {
        guard let session else { return "" }
        let index: Int
        if let known = sessions.firstIndex(of: session) {
            index = known
        } else {
            // Sessions beyond the letters of the alphabet share the last sign.
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
