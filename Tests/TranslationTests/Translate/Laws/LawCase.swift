import TranslationTestSupport

@testable import Translation

/// One random request for one random target, and what is wrong with its translation.
struct LawCase {
    struct Fault {
        var path: String
        var what: String

        /// The fault without the places of this very request: many requests have the same one.
        var kind: String { path.replacing(/\[[0-9]+\]/, with: "[]") + " " + what.prefix(24) }
    }

    let seed: UInt64
    let dialect: DialectName
    let purpose: MessagesRequest.Purpose
    let choice: TranslationTargetChoice
    let body: JSON

    init(seed: UInt64, _ dialect: DialectName, _ purpose: MessagesRequest.Purpose = .createMessage) {
        self.purpose = purpose
        self.seed = seed
        self.dialect = dialect
        choice = TranslationTargetChoice(seed: seed, dialect: dialect)
        body = RandomRequest.body(seed: seed, for: choice)
    }

    /// Nil where it is refused, which is a way to say what cannot be translated.
    func translated(_ body: JSON) throws -> (request: JSONDocument, result: TranslatedRequest)? {
        let document = try JSONDocument(body.text)
        return try translation(of: document).map { (document, $0) }
    }

    private func translation(of document: JSONDocument) throws -> TranslatedRequest? {
        let named = Dialects.named(dialect)
        do throws(InvalidRequest) {
            let request = try MessagesRequest(document, purpose: purpose)
            return switch purpose {
            case .createMessage: try named.translate(request, for: choice.target)
            case .countTokens: try named.countingRequest(request, for: choice.target)
            }
        } catch {
            return nil
        }
    }

    func faults(_ outcome: (request: JSONDocument, result: TranslatedRequest)) throws -> [Fault] {
        var faults = try RequestLaw.losses(of: outcome.request, in: outcome.result, dialect).map {
            Fault(path: $0.path, what: $0.what)
        }
        let sent = try JSONDocument(outcome.result.body, maximumDepth: 2 * JSONScanner.defaultMaximumDepth).root
        for note in outcome.result.notes.flatMap(\.apart) {
            if let source = note.source, !source.isAnywhere, outcome.request.root.value(at: source) == nil {
                faults.append(Fault(path: source.description, what: "is noted and not there: \(note.line)"))
            }
            if let target = note.target, !target.isAnywhere, sent.value(at: target) == nil {
                faults.append(Fault(path: target.description, what: "is said to be there and is not: \(note.line)"))
            }
        }
        faults += outcome.result.notes.filter { $0.hasMorePlaces || $0.reason.isIncomplete }.map { note in
            Fault(path: "notes", what: "a note that does not say all: \(note.line)")
        }
        faults += try InventionLaw.inventions(in: outcome.result, of: outcome.request).map {
            Fault(path: $0.path, what: $0.what)
        }
        // What the configuration writes over a body is the configuration's affair.
        if choice.options.extraBody == nil {
            faults += OpenAIRules.broken(by: sent, dialect, isOpenAI: choice.isOpenAI).map { rule in
                Fault(path: "upstream", what: rule)
            }
        }
        faults += try growthFaults(outcome)
        guard let again = try translation(of: outcome.request) else { return faults }
        if again.body != outcome.result.body || again.notes != outcome.result.notes {
            faults.append(Fault(path: "upstream", what: "is not the same twice"))
        }
        return faults
    }

    /// What a request up to an assistant's message sends must be the beginning of what the whole one sends, or nothing
    /// of it is found in OpenAI's cache.
    private func growthFaults(_ outcome: (request: JSONDocument, result: TranslatedRequest)) throws -> [Fault] {
        let messages = outcome.request.root.list("messages")
        let cut = messages.indices.dropFirst().first { index in
            messages[index].surelySays("assistant") && messages[index - 1].surelySays("user")
        }
        guard let cut, let all = outcome.request.root["messages"], choice.options.extraBody == nil else { return [] }
        let few = "[" + messages.prefix(cut).map(\.raw.text).joined(separator: ",") + "]"
        let shorter = outcome.request.root.raw.text.replacing(all.raw.text, with: few)
        guard let start = try translation(of: JSONDocument(shorter)) else { return [] }
        let whole = try items(outcome.result.body)
        let beginning = try items(start.body)
        return Array(whole.prefix(beginning.count)) == beginning
            ? [] : [Fault(path: "upstream", what: "does not keep its beginning after \(cut) messages")]
    }

    /// The items of the conversation, but for marks: those change no token, and come and go with what they end.
    private func items(_ body: [UInt8]) throws -> [String] {
        let key: StaticString = dialect == .responses ? "input" : "messages"
        let root = try JSONDocument(body, maximumDepth: 2 * JSONScanner.defaultMaximumDepth).root
        return root.list(key).map { $0.raw.text.replacing(Self.mark, with: "") }
    }

    private static var mark: Regex<Substring> { /,"prompt_cache_breakpoint":\{[^}]*\}/ }

    /// The fault with the smallest request that has it.
    func report(_ fault: Fault) -> String {
        func same(_ body: JSON) -> Fault? {
            guard let outcome = try? translated(body) else { return nil }
            return try? faults(outcome).first { $0.kind == fault.kind }
        }
        let small = RequestShrinker { same($0) != nil }.shrunk(body)
        let outcome = try? translated(small)
        return """
            seed \(seed) for \(choice)
            \(same(small) ?? fault)
            request: \(small.text)
            upstream: \(String(decoding: outcome?.result.body ?? [], as: UTF8.self))
            notes: \(outcome?.result.notes.map(\.line).joined(separator: "\n       ") ?? "")
            """
    }
}

extension JSONValue {
    /// Whether a message is of this role and surely leaves a text of it in the conversation.
    fileprivate func surelySays(_ role: StaticString) -> Bool {
        guard self["role"]?.equals(role) == true, let content = self["content"] else { return false }
        let texts =
            content.text.map { [$0] }
            ?? content.elements.compactMap { block in
                block["type"]?.equals("text") == true ? block["text"]?.text : nil
            }
        let hasSummary = content.elements.contains { $0["type"]?.equals("compaction") == true }
        return !hasSummary && texts.contains { !$0.isBlank }
    }
}

extension JSONPath {
    /// Whether it stands for every member of a name.
    fileprivate var isAnywhere: Bool {
        if case .anywhere = steps.first { true } else { false }
    }
}
