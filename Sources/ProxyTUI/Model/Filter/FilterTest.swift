import Foundation
import Journal

/// One condition on a row, prepared for thousands of rows.
enum FilterTest: Sendable, Equatable {
    case word(FilterWord)
    case model(FoldedText)
    case sent(FoldedText)
    case answered(FoldedText)
    case sessionLetter(FoldedText)
    case sessionID(FoldedText)
    case client(FoldedText)
    case rule(FoldedText)
    case status(FilterLimit<Int>)
    /// 4 is 4xx.
    case statusClass(Int)
    case kind(FilterKind)
    case stop(FoldedText)
    case ttft(FilterLimit<Duration>)
    case duration(FilterLimit<Duration>)
    case input(FilterLimit<Int>)
    case output(FilterLimit<Int>)
    case cache(FilterLimit<Int>)
    case cost(FilterLimit<Double>)
    case errorGroup(Int)
    case anyError
    case error(FoldedText)
    case note(FilterNote)
    case since(Duration)
    case state(FilterState)
    case body(BodyPattern)

    func matches(_ row: ExchangeRow, _ context: FilterContext) -> Bool {
        switch self {
        case .word(let word): word.matches(row)
        case .model(let text):
            text.isFound(in: row.asked) || text.isFound(in: row.sent) || text.isFound(in: row.answered)
        case .sent(let text): text.isFound(in: row.sent)
        case .answered(let text): text.isFound(in: row.answered)
        case .sessionLetter(let text): text.equals(row.session)
        case .sessionID(let text): text.isFound(in: row.sessionID)
        case .client(let text): text.isFound(in: row.client)
        case .rule(let text): text.isFound(in: row.rule)
        case .status(let limit): limit.holds(row.status)
        case .statusClass(let hundreds): row.status.map { $0 / 100 == hundreds } ?? false
        case .kind(let kind): (row.endpoint == .countTokens) == (kind == .countTokens)
        case .stop(let text): text.isFound(in: row.ending)
        case .ttft(let limit): limit.holds(row.firstToken)
        case .duration(let limit): limit.holds(row.elapsed(at: context.now))
        case .input(let limit): limit.holds(row.inputTokens)
        case .output(let limit): limit.holds(row.outputTokens)
        case .cache(let limit): limit.holds(row.cachedShare)
        case .cost(let limit): limit.holds(row.cost)
        case .errorGroup(let number): row.errorNumber == number
        case .anyError: row.errorNumber != nil
        case .error(let text): text.isFound(in: row.problem)
        case .note(let note): note.matches(row)
        case .since(let span): row.arrivedAt >= context.now.addingTimeInterval(-(span / .seconds(1)))
        case .state(let state): state.matches(row)
        case .body(let pattern): context.bodyMatches[pattern]?.contains(row.id) ?? false
        }
    }
}

/// A word without a field: matched against names, endings, errors and ids.
struct FilterWord: Sendable, Equatable {
    private let text: FoldedText
    /// `#208`
    private let number: Int?
    /// `req_…`, or many digits of an id: a few digits may occur in any id by chance.
    private let isOfID: Bool

    init(_ word: String) {
        text = FoldedText(word)
        number = word.hasPrefix("#") ? Int(word.dropFirst()) : nil
        let digits = word.hasPrefix("req_") || word.hasPrefix("msg_") ? word.dropFirst(4) : word[...]
        let isHexadecimal = digits.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
        isOfID = isHexadecimal && digits.count <= 16 && (digits.count < word.count || digits.count >= 8)
    }

    func matches(_ row: ExchangeRow) -> Bool {
        if let number, row.number == number { return true }
        return text.isFound(in: row.asked) || text.isFound(in: row.sent) || text.isFound(in: row.answered)
            || text.isFound(in: row.endpoint.rawValue) || text.isFound(in: row.ending) || text.isFound(in: row.problem)
            || text.isFound(in: row.sessionID)
            || isOfID && (text.isFound(in: row.id.description) || text.isFound(in: row.id.messageID))
    }
}
