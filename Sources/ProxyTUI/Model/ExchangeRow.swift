import Foundation
import Journal
import Translation

/// An exchange as the list keeps it: the facts for rows and filters, without bodies.
struct ExchangeRow: Sendable, Equatable {
    enum State: UInt8, Sendable {
        /// The upstream has not answered yet.
        case waiting
        case streaming
        case finished
        case counted
        case failed
        case refused
        case cancelled
    }

    let id: ExchangeID
    let endpoint: Exchange.Endpoint
    let arrivedAt: Date
    /// `A`, `B`, …: sessions in the order of their first request.
    var session = ""
    var sessionID: String?
    var client: String?
    var asked: String?
    var sent: String?
    var answered: String?
    var rule: String?
    var api: DialectName?
    var state = State.waiting
    /// The HTTP status for the client, or of the upstream.
    var status: Int?
    var firstToken: Duration?
    var duration: Duration?
    var inputTokens: Int?
    var cachedTokens = 0
    var outputTokens: Int?
    var areTokensEstimated = false
    var cost: Double?
    var attempts = 1
    var failNotes: UInt16 = 0
    var lossyNotes: UInt16 = 0
    var noteCount: UInt16 = 0
    /// `end_turn`, `tool_use`, `rate_limit_error`, …
    var ending = ""
    /// Why it failed, or why its last attempt failed.
    var failure: ExchangeFailure?
    /// The problem, in one line.
    var problem: String?
    /// The number of its error group: 1 is E1.
    var errorNumber: Int?
    var isMarked = false

    init(_ exchange: Exchange) {
        id = exchange.id
        endpoint = exchange.endpoint
        arrivedAt = exchange.arrivedAt
        update(exchange)
    }

    var number: Int { Int(id.sequence) }

    var isRunning: Bool { state == .waiting || state == .streaming }

    /// Another model answered than was sent; a dated name of the same model is the same model.
    var isOtherModel: Bool {
        guard let sent, let answered else { return false }
        return ModelName.differs(answered, from: sent)
    }

    var isRetried: Bool { attempts > 1 }
    /// A token count is not sent to a model, so a loss does no harm.
    var isLossy: Bool { endpoint == .messages && (failNotes > 0 || lossyNotes > 0) }
    var isProblem: Bool { state == .failed || state == .refused || isOtherModel || isLossy || isRetried }

    /// The percentage of the input that came from the cache.
    var cachedShare: Int? {
        guard let inputTokens, inputTokens > 0 else { return nil }
        return cachedTokens * 100 / inputTokens
    }

    /// Tokens a second since the first.
    func speed(at now: Date) -> Double? {
        guard let outputTokens, outputTokens > 1, let firstToken else { return nil }
        let seconds = ((duration ?? elapsed(at: now)) - firstToken) / .seconds(1)
        return seconds > 0.05 ? Double(outputTokens) / seconds : nil
    }

    func elapsed(at now: Date) -> Duration {
        duration ?? .milliseconds(Int64(max(now.timeIntervalSince(arrivedAt), 0) * 1000))
    }

    /// Whether `exchange` has nothing new: it arrived late, or was recorded before.
    func isAhead(of exchange: Exchange) -> Bool {
        guard isRunning, exchange.isRunning else { return !isRunning }
        let known = (
            sent == nil ? 0 : 1, attempts, state == .streaming ? 1 : 0, firstToken == nil ? 0 : 1, outputTokens ?? 0
        )
        let counted = (
            exchange.modelSent == nil ? 0 : 1, max(exchange.attempts.count, 1),
            exchange.marks.firstByte == nil ? 0 : 1, exchange.marks.firstToken == nil ? 0 : 1,
            exchange.usage?.outputTokens ?? 0
        )
        return known > counted
    }

    mutating func update(_ exchange: Exchange) {
        sessionID = exchange.session
        client = exchange.client
        asked = exchange.modelAsked
        sent = exchange.modelSent
        answered = exchange.modelAnswered
        rule = exchange.destination?.rule
        api = exchange.destination?.dialect
        firstToken = exchange.marks.firstToken
        duration = exchange.marks.finished
        attempts = max(exchange.attempts.count, 1)
        cost = exchange.cost
        if let usage = exchange.usage {
            inputTokens = usage.totalInputTokens
            cachedTokens = usage.cacheReadInputTokens
            outputTokens = usage.outputTokens
            areTokensEstimated = exchange.isRunning
        } else {
            inputTokens = exchange.estimatedInputTokens
            areTokensEstimated = true
        }
        if exchange.notes.count != Int(noteCount) { count(exchange.notes) }
        take(exchange)
    }

    private mutating func count(_ notes: [TranslationNote]) {
        noteCount = UInt16(clamping: notes.count)
        failNotes = UInt16(clamping: notes.count { $0.kind == .fail })
        lossyNotes = UInt16(clamping: notes.count { $0.kind == .lossy })
    }

    private mutating func take(_ exchange: Exchange) {
        status = exchange.attempts.last?.status
        failure = exchange.outcome.failure ?? exchange.attempts.last?.failure
        problem = failure?.line
        ending = exchange.outcome.label
        switch exchange.outcome {
        case .running:
            state = exchange.marks.firstByte == nil ? .waiting : .streaming
        case .finished:
            state = .finished
            status = 200
            failure = nil
            problem = nil
        case .counted(let tokens, let isEstimate):
            state = .counted
            status = 200
            inputTokens = tokens
            areTokensEstimated = isEstimate
            failure = nil
            problem = nil
        case .failed(let failure):
            let error = APIError(failure)
            state = .failed
            status = status.flatMap { $0 >= 400 ? $0 : nil } ?? error.status
            problem = error.message
        case .refused(let failure):
            let error = APIError(failure)
            state = .refused
            status = error.status
            problem = error.message
        case .cancelled:
            state = .cancelled
            problem = "the client went away"
        }
    }
}
