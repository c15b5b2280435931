public import Foundation

/// The seam between Anthropic's types and one upstream API: a request in that API's words, a machine that turns its
/// answer into Anthropic's events. Adding an API is one folder that conforms to this and one line in ``Dialects``.
public protocol Dialect: Sendable {
    /// The name in the configuration.
    var name: DialectName { get }
    var traits: DialectTraits { get }

    /// The whole request: where it goes, its headers and its body.
    func translate(
        _ request: MessagesRequest,
        for target: TranslationTarget
    ) throws(InvalidRequest) -> TranslatedRequest

    /// The body for this API's token counter; nil if it has none.
    func countingRequest(
        _ request: MessagesRequest,
        for target: TranslationTarget
    ) throws(InvalidRequest) -> TranslatedRequest?

    /// The headers of every request to this API, the key's place included.
    func headers(for server: ServerFacts, _ client: ClientExtras) -> [OutgoingHeader]

    /// A new machine that reads one answer to the request of `context`.
    func makeStreamMachine(_ context: ReplyContext) -> any StreamMachine

    /// Reads an answer whose status is no success. `now` is for a `retry-after` that names a date.
    func error(status: Int, headers: [HeaderField], body: [UInt8], now: Date) -> OpenAIError

    /// The upstream's rate limits as headers for the client.
    func limitHeaders(from headers: [HeaderField], now: Date) -> [HeaderField]

    /// Whether a whole answer, or an event of a stream, is of this API.
    func recognizes(_ answer: JSONValue) -> Bool
}

// What OpenAI's APIs have in common, which most other servers imitate.
extension Dialect {
    public func headers(for server: ServerFacts, _ client: ClientExtras) -> [OutgoingHeader] { [.bearerKey] }

    public func error(status: Int, headers: [HeaderField], body: [UInt8], now: Date) -> OpenAIError {
        OpenAIError(status: status, headers: headers.map { ($0.name, $0.value) }, body: body, now: now)
    }

    public func limitHeaders(from headers: [HeaderField], now: Date) -> [HeaderField] {
        RateLimitHeaders.anthropic(from: headers.map { ($0.name, $0.value) }, now: now)
            .map { HeaderField($0.name, $0.value) }
    }
}

/// The upstream request, and the context for reading its answer.
public struct TranslatedRequest: Sendable {
    /// Below the upstream's base URL, with a query where there is one.
    public var path: String
    /// In them the key has its place, and is not there yet.
    public var headers: [OutgoingHeader]
    public var body: [UInt8]
    public var notes: [TranslationNote]
    /// For ``Dialect/makeStreamMachine(_:)``.
    public var reply: ReplyContext
}
