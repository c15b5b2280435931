package import TranslationTestSupport

/// A model's answer, independent of the API.
package struct ModelReply: Sendable {
    /// In the order in which they are said. Chat Completions has no reasoning and no web search: there those are left out.
    package var parts: [Part]
    package var usage: TokenUsage?
    package var finish: Finish?
    /// How many Unicode scalars of text or arguments a streamed piece carries.
    package var pieceLength = 7
    /// Streams the argument pieces of all tool calls in turn, where each would else come whole before the next.
    package var interleavesToolCalls = false
    package var headers: [(name: String, value: String)] = []
    /// What goes wrong with the answer on its way.
    package var mishap: Mishap?
    /// Where the answer waits for the test.
    package var holds: [Hold] = []

    package init(_ parts: Part...) {
        self.parts = parts
    }

    package init(parts: [Part]) {
        self.parts = parts
    }

    package enum Part: Sendable {
        case text(String)
        case refusal(String)
        /// `sealed` is the encrypted content; nil has the mock make one, which is sent where the request includes it.
        case reasoning(String, sealed: String? = nil)
        case toolCall(ToolCall)
        case webSearch(WebSearch)

        package static func call(_ name: String, _ arguments: JSON, id: String? = nil) -> Part {
            .toolCall(ToolCall(name: name, arguments: arguments.text, id: id))
        }
    }

    package struct ToolCall: Sendable {
        package var name: String
        /// The argument text as it is streamed, be it valid JSON or not.
        package var arguments: String
        package var id: String?

        package init(name: String, arguments: String, id: String? = nil) {
            self.name = name
            self.arguments = arguments
            self.id = id
        }
    }

    package struct WebSearch: Sendable {
        package var query: String
        package var sources: [(url: String, title: String)]

        package init(query: String, sources: [(url: String, title: String)]) {
            self.query = query
            self.sources = sources
        }
    }

    package enum Finish: String, Sendable {
        case stop
        case length
        case contentFilter = "content_filter"
    }

    package struct TokenUsage: Sendable {
        package var input: Int
        package var cached: Int
        package var output: Int
        package var reasoning: Int

        package init(input: Int, cached: Int = 0, output: Int, reasoning: Int = 0) {
            self.input = input
            self.cached = cached
            self.output = output
            self.reasoning = reasoning
        }
    }

    package enum Mishap: Sendable {
        /// The connection is closed after so many frames.
        case cut(afterFrames: Int)
        /// After so many frames comes an error inside the stream, and the stream ends.
        case error(StreamedError, afterFrames: Int)
        /// The Responses API's `response.failed` in place of `response.completed`.
        case failed(code: String, message: String)
    }

    package struct StreamedError: Sendable {
        package var type: String
        package var code: String?
        package var message: String
        /// The Responses API sends the error's fields beside `type: "error"`, or in an object under `error`: both were seen.
        package var isNested: Bool

        package init(type: String = "server_error", code: String?, message: String, isNested: Bool = false) {
            self.type = type
            self.code = code
            self.message = message
            self.isNested = isNested
        }
    }

    package struct Hold: Sendable {
        package enum Place: Sendable, Equatable {
            /// Before the status line: the client has not had a byte.
            case beforeHead
            case afterFrames(Int)
        }

        package var place: Place
        package var gate: Gate

        package init(at place: Place, _ gate: Gate) {
            self.place = place
            self.gate = gate
        }
    }
}

extension ModelReply {
    var text: String? {
        let texts = parts.compactMap { part in
            if case .text(let text) = part { text } else { nil }
        }
        return texts.isEmpty ? nil : texts.joined()
    }

    var refusal: String? {
        parts.firstNonNil { part in
            if case .refusal(let refusal) = part { refusal } else { nil }
        }
    }

    var toolCalls: [ToolCall] {
        parts.compactMap { part in
            if case .toolCall(let call) = part { call } else { nil }
        }
    }

    var webSearches: [WebSearch] {
        parts.compactMap { part in
            if case .webSearch(let search) = part { search } else { nil }
        }
    }

    func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            if offset > 0, offset.isMultiple(of: pieceLength) {
                pieces.append(piece)
                piece = ""
            }
            piece.unicodeScalars.append(scalar)
        }
        return pieces + [piece]
    }

    /// What the reply cost: as scripted, else a quarter of the lengths.
    func usage(answering request: RecordedRequest) -> TokenUsage {
        if let usage { return usage }
        let said = (text ?? refusal ?? "") + toolCalls.map(\.arguments).joined()
        let thought = parts.reduce(0) { sum, part in
            if case .reasoning(let text, _) = part { sum + text.utf8.count } else { sum }
        }
        return TokenUsage(
            input: max(1, request.body.count / 4),
            output: max(1, (said.utf8.count + thought) / 4),
            reasoning: thought / 4
        )
    }
}

extension Sequence {
    fileprivate func firstNonNil<Result>(_ transform: (Element) -> Result?) -> Result? {
        for element in self {
            if let result = transform(element) { return result }
        }
        return nil
    }
}
