import Journal
import Translation

/// The upstream's error about the request, and its place in the upstream request and in the client's.
struct LocatedError: Sendable, Equatable {
    var error: OpenAIError
    /// Path in stage 2; nil if the upstream names no place, or one that does not exist.
    var sentPath: JSONPath?
    /// Path in stage 1.
    var askedPath: JSONPath?
    /// The tool at fault, by the client's name if that is known.
    var tool: String?

    init?(_ exchange: Exchange, sent: JSONDocument?, asked: JSONDocument?) {
        guard let error = Self.error(exchange) else { return nil }
        self.error = error
        guard let sent else { return }
        locate(in: sent)
        locate(in: asked, sent, exchange.notes)
    }

    var note: TranslationNote {
        TranslationNote(.fail, from: askedPath, to: sentPath, .upstreamComplaint, .message(error.message))
    }

    /// The upstream's error answer.
    private static func error(_ exchange: Exchange) -> OpenAIError? {
        guard case .failed(.upstream(let failure)) = exchange.outcome, failure.error.status.map({ $0 >= 400 }) ?? false
        else { return nil }
        return failure.error
    }

    // MARK: The place upstream

    private mutating func locate(in sent: JSONDocument) {
        var path = error.place
        if let known = path, sent.value(at: known) == nil { path = nil }
        if let number = error.namedTool.flatMap({ Self.position(ofTool: $0, in: sent) }) ?? Self.toolNumber(path) {
            let named = sent.value(at: ["tools", .index(number)]).flatMap(Self.toolName)
            tool = named
            path = schemaPath(number, path, in: sent)
        }
        sentPath = path
    }

    /// The place inside the schema that `In context=('properties', 'url')` and the words behind it name.
    private func schemaPath(_ number: Int, _ path: JSONPath?, in sent: JSONDocument) -> JSONPath? {
        let tool: JSONPath = ["tools", .index(number)]
        var found = [tool.appending("parameters"), tool.appending("function", "parameters")].first {
            sent.value(at: $0) != nil
        }
        if let path, let root = found, path.isWithin(root) { found = path }
        guard var place = found, path == nil || path == place || !Self.isOutside(path, place) else {
            return path ?? found
        }
        for word in error.schemaContext {
            let next = place.appending(Int(word).map { .index($0) } ?? .member(word))
            guard sent.value(at: next) != nil else { break }
            place = next
        }
        return member(of: place, in: sent) ?? place
    }

    private static func isOutside(_ path: JSONPath?, _ place: JSONPath) -> Bool {
        guard let path else { return false }
        return !path.isWithin(place) && !place.isWithin(path)
    }

    /// The member that the message names in quotes, by its own name or by its value.
    private func member(of place: JSONPath, in sent: JSONDocument) -> JSONPath? {
        guard let object = sent.value(at: place), object.kind == .object else { return nil }
        for wanted in [error.lateQuotedWords, error.quotedWords] {
            for member in object.members {
                let isNamed = wanted.contains(member.key.string)
                let isValued = member.value.string.map(wanted.contains) ?? false
                guard isNamed || isValued else { continue }
                return place.appending(.member(member.key.string))
            }
        }
        return nil
    }

    // MARK: The place in the client's request

    private mutating func locate(in asked: JSONDocument?, _ sent: JSONDocument, _ notes: [TranslationNote]) {
        guard let asked, let sentPath else { return }
        let requestNotes = notes.lazy.filter { $0.direction == .request }
        if let noted = requestNotes.flatMap(\.places).first(where: { $0.target == sentPath && $0.source != nil }) {
            askedPath = noted.source
            return
        }
        if let tool, let number = Self.position(ofTool: tool, in: asked) {
            let tool: JSONPath = ["tools", .index(number)]
            let schema = sentPath.steps.firstIndex(of: "parameters").map { sentPath.steps[($0 + 1)...] }
            let path = schema.map { tool.appending("input_schema").appending(JSONPath(Array($0))) } ?? tool
            askedPath = asked.value(at: path) != nil ? path : tool
        } else if sentPath.isOfNames, asked.value(at: sentPath) != nil {
            askedPath = sentPath
        }
    }

    // MARK: Paths

    private static func toolNumber(_ path: JSONPath?) -> Int? {
        guard let steps = path?.steps, steps.count > 1, steps[0] == "tools", case .index(let number) = steps[1] else {
            return nil
        }
        return number
    }

    private static func position(ofTool name: String, in document: JSONDocument) -> Int? {
        guard let tools = document.root["tools"] else { return nil }
        return tools.elements.enumerated().first { toolName($0.element) == name }?.offset
    }

    private static func toolName(_ tool: JSONValue) -> String? {
        tool["name"]?.string ?? tool["function"]?["name"]?.string
    }
}

extension JSONPath {
    /// Whether no list is on the way.
    fileprivate var isOfNames: Bool {
        steps.allSatisfy { step in
            if case .member = step { true } else { false }
        }
    }
}
