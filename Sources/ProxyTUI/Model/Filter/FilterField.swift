/// The fields of a filter: `status:>=400`.
enum FilterField: String, Sendable, CaseIterable {
    case model, sent, answered, session, client, rule, status, kind, stop, ttft
    case duration = "dur"
    case input = "in"
    case output = "out"
    case cache, cost
    case error = "err"
    case note, since
    case state = "is"
    case body

    /// The values it accepts.
    var hint: String {
        switch self {
        case .model: "a part of the asked, sent or answered model's name"
        case .sent: "a part of the name that was sent upstream"
        case .answered: "a part of the name that the upstream answered with"
        case .session: "a session's letter, or a part of its id"
        case .client: "a part of the client's name"
        case .rule: "the rule that mapped the model, like config.yaml:14"
        case .status: "a number or 4xx 5xx; with > >= < <= ="
        case .kind: Self.choices(FilterKind.self)
        case .stop: "how it ended: end_turn, tool_use, max_tokens, rate_limit_error, and so on"
        case .ttft: "time to the first token: >2s, <300ms; a bare time is at least that"
        case .duration: "time it took: >30s, <1m; a bare time is at least that"
        case .input: "input tokens: >100k; a bare number is at least that"
        case .output: "output tokens: <50; a bare number is at least that"
        case .cache: "percent of the input that came from the cache: <50; a bare number is at least that"
        case .cost: "dollars: >0.05; a bare number is at least that"
        case .error: "a group of errors like E1, any, or a part of what went wrong"
        case .note: Self.choices(FilterNote.self)
        case .since: "a time back from now: 90s, 10m, 2h"
        case .state: Self.choices(FilterState.self)
        case .body: "a text in a request's or answer's body, or /a regular expression/"
        }
    }

    /// Fields that users may expect, and what to use instead.
    static func replacement(for name: String) -> String? {
        switch name {
        case "tool": "a row does not know its tools: body:Bash looks into what was sent and answered"
        case "path": "a row does not know where its notes point: body:WORD looks into what was sent and answered"
        case "stage": "a filter does not know stages: body:WORD looks into all four of them"
        case "id": "an id is found without a field: #208 or its req_ id"
        case "input": "it is called in:"
        case "output": "it is called out:"
        case "duration", "took": "it is called dur:"
        case "error": "it is called err:"
        case "state": "it is called is:"
        default: nil
        }
    }

    static var names: String { allCases.map { $0.rawValue + ":" }.joined(separator: " ") }

    private static func choices<Choice: RawRepresentable<String> & CaseIterable>(_ type: Choice.Type) -> String {
        type.allCases.map(\.rawValue).joined(separator: " ")
    }
}

/// The values of `kind:`.
enum FilterKind: String, Sendable, CaseIterable {
    case messages
    case countTokens = "count_tokens"
}

/// The values of `note:`.
enum FilterNote: String, Sendable, CaseIterable {
    case lossy, fail, any

    func matches(_ row: ExchangeRow) -> Bool {
        switch self {
        case .lossy: row.lossyNotes > 0
        case .fail: row.failNotes > 0
        case .any: row.noteCount > 0
        }
    }
}

/// The values of `is:`.
enum FilterState: String, Sendable, CaseIterable {
    case running, waiting, streaming, finished, error, cancelled, problem, lossy, retried, mismatch, marked

    func matches(_ row: ExchangeRow) -> Bool {
        switch self {
        case .running: row.isRunning
        case .waiting: row.state == .waiting
        case .streaming: row.state == .streaming
        case .finished: row.state == .finished || row.state == .counted
        case .error: row.state == .failed || row.state == .refused
        case .cancelled: row.state == .cancelled
        case .problem: row.isProblem
        case .lossy: row.isLossy
        case .retried: row.isRetried
        case .mismatch: row.isOtherModel
        case .marked: row.isMarked
        }
    }
}
