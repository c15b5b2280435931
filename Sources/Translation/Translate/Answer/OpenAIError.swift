public import Foundation

/// An upstream's error, from an HTTP answer or a stream, in any envelope.
public struct OpenAIError: Error, Sendable, Equatable {
    /// The HTTP status; nil for an error inside a stream that had begun with 200.
    public var status: Int?
    public var type: String?
    public var code: String?
    /// The parameter at fault, as a path in the request (`reasoning.effort`, `tools[5].parameters`).
    public var parameter: String?
    /// The text for people, with masked keys.
    public var words: Words
    /// How long to wait, if the headers or the message say so.
    public var retryAfter: Duration?
    /// `x-should-retry` of the upstream.
    public var shouldRetry: Bool?
    /// `x-request-id`, for the upstream's support.
    public var requestID: String?
    /// Anthropic's own word for it, from a server that speaks its API: the client gets it, the status and the words as
    /// they are.
    public var statedKind: APIError.Kind?

    /// The text of an error for people.
    public enum Words: Sendable, Equatable {
        /// The message in an error's envelope.
        case message(String)
        /// An error without a message.
        case none
        /// A text that is not an error's envelope.
        case text(String)
        /// A web page, with its title if any.
        case page(title: String?)
        /// No body at all.
        case empty
        /// The body was not read.
        case unread
    }

    public init(
        status: Int? = nil,
        type: String? = nil,
        code: String? = nil,
        parameter: String? = nil,
        words: Words,
        retryAfter: Duration? = nil,
        shouldRetry: Bool? = nil,
        requestID: String? = nil
    ) {
        // Some servers put the HTTP status into `code`.
        let codeAsStatus = code.flatMap { Int($0) }.flatMap { (400...599).contains($0) ? $0 : nil }
        self.status = status ?? codeAsStatus
        self.type = type
        self.code = codeAsStatus == nil ? code : nil
        self.parameter = parameter
        self.words = words.mapText { SecretMask.masking(String($0.prefix(Self.maximumMessage))) }
        self.retryAfter = retryAfter
        self.shouldRetry = shouldRetry
        self.requestID = requestID
    }

    public init(
        status: Int? = nil,
        type: String? = nil,
        code: String? = nil,
        parameter: String? = nil,
        message: String,
        retryAfter: Duration? = nil,
        shouldRetry: Bool? = nil,
        requestID: String? = nil
    ) {
        self.init(
            status: status,
            type: type,
            code: code,
            parameter: parameter,
            words: message.allSatisfy(\.isWhitespace) ? .none : .message(message),
            retryAfter: retryAfter ?? SpelledDuration.find(after: "try again in ", in: message),
            shouldRetry: shouldRetry,
            requestID: requestID
        )
    }

    /// An HTTP answer with an error status and any body: OpenAI's envelope, those of servers that imitate it, HTML, or
    /// nothing. `now` is for a `retry-after` with a date.
    public init(status: Int, headers: [(name: String, value: String)], body: [UInt8], now: Date) {
        if let root = try? JSONDocument(body).root, let error = OpenAIError(envelope: root, status: status) {
            self = error
        } else {
            let words = Words(ofUnknown: body)
            self.init(
                status: status,
                words: words,
                retryAfter: words.text.flatMap { SpelledDuration.find(after: "try again in ", in: $0) }
            )
        }
        retryAfter = RetryAfter.read(headers, now: now) ?? retryAfter
        for (name, value) in headers {
            switch name.lowercased() {
            case "x-should-retry": shouldRetry = value == "true" ? true : value == "false" ? false : shouldRetry
            case "x-request-id", "request-id": requestID = value
            default: break
            }
        }
    }

    /// The content of an envelope or of an `error` event, flat or nested:
    /// `{"error":{…}}`, `{"error":"text"}`, `{"message":…}`, `{"detail":…}`, `{"code":…,"message":…}`.
    /// Nil for anything else.
    init?(envelope: JSONValue, status: Int? = nil) {
        // Some servers answer with a list of one envelope.
        let root = envelope.kind == .array ? envelope.elements.first { _ in true } ?? envelope : envelope
        guard root.kind == .object else { return nil }
        let content = root.present("error") ?? root
        if let text = content.string {
            self.init(
                status: status,
                type: root.string("type"),
                code: root.string("code"),
                message: text
            )
            return
        }
        let detail = content.present("detail") ?? content["message"]?.present("detail")
        let issue = detail?.elements.first { _ in true }
        guard
            let message = content.string("message") ?? detail?.string ?? issue?.string("msg")
                ?? content["message"].flatMap({ $0.isNull ? nil : $0.raw.text })
                ?? content.string("code") ?? (root.present("error") != nil ? content.raw.text : nil)
        else { return nil }
        let path = content.string("param") ?? issue?["loc"].map { Self.path(of: $0) }
        self.init(
            status: status,
            type: Self.specific(content.string("type")) ?? issue?.string("type"),
            code: content.string("code") ?? issue?.string("type"),
            parameter: path,
            message: issue == nil || path == nil ? message : "\(path ?? ""): \(message)"
        )
    }

    /// FastAPI's `["body", "tools", 0]` as `tools.0`.
    private static func path(of place: JSONValue) -> String {
        place.elements.compactMap { $0.string ?? $0.int.map(String.init) }.drop { $0 == "body" }.joined(separator: ".")
    }

    /// The `type` of a flat error event is the event's own.
    private static func specific(_ type: String?) -> String? {
        type == "error" ? nil : type
    }

    private static let maximumMessage = 2000
}

extension OpenAIError.Words {
    /// For a body that is not an error's envelope.
    init(ofUnknown body: [UInt8]) {
        let text = String(decoding: body.prefix(64 << 10), as: UTF8.self)
        if let title = text.firstMatch(of: /(?i)<title[^>]*>\s*([^<]*?)\s*</)?.output.1, !title.isEmpty {
            self = .page(title: String(title))
            return
        }
        let words = text.prefix(400).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        self = words.isEmpty ? .empty : words.hasPrefix("<") ? .page(title: nil) : .text(words)
    }

    /// The upstream's own text; nil if there is none.
    public var text: String? {
        switch self {
        case .message(let text), .text(let text): text
        case .page(let title): title
        case .none, .empty, .unread: nil
        }
    }

    func mapText(_ change: (String) -> String) -> Self {
        switch self {
        case .message(let text): .message(change(text))
        case .text(let text): .text(change(text))
        case .page(let title): .page(title: title.map(change))
        case .none, .empty, .unread: self
        }
    }
}

extension OpenAIError {
    /// The upstream's own words alone, for reading its wording: nothing of ours is in it.
    var wording: String { words.text ?? "" }

    /// One sentence for a client: the upstream's own text if there is one.
    public var message: String {
        let answered = "The upstream answered" + (status.map { " HTTP \($0)" } ?? "")
        return switch words {
        case .message(let text): text
        case .none: "The upstream failed and did not say why."
        case .text(let text): "\(answered): \(text)"
        case .page(let title?): "\(answered) with a web page: \(title)"
        case .page(title: nil): "\(answered) with a web page."
        case .empty: "\(answered) and said nothing else."
        case .unread: "\(answered)."
        }
    }

    /// The same with `change` applied to all texts of the upstream, for hiding secrets.
    public func mapText(_ change: (String) -> String) -> OpenAIError {
        var error = self
        error.words = words.mapText(change)
        error.type = type.map(change)
        error.code = code.map(change)
        error.parameter = parameter.map(change)
        return error
    }
}

extension JSONValue {
    /// The member `key` as text, if it is a number or a string that is not empty.
    fileprivate func string(_ key: StaticString) -> String? {
        guard let value = self[key] else { return nil }
        if let string = value.string { return string.isEmpty ? nil : string }
        return value.kind == .number ? value.raw.text : nil
    }
}
