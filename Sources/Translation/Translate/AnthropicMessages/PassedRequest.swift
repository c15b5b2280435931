/// A request that is passed on: the bytes it came in, but for the model's name and for what another API's turns of the
/// conversation left in it.
///
/// Reasoning that OpenAI sealed stands in the signatures of thinking blocks, and the results of its searches lack what
/// Anthropic encrypts in them. A server that speaks this API made neither and refuses a request that has them, so they
/// are left out. Everything else is the client's and the server's own business: marks for the cache and signatures
/// hold only while no byte changes.
struct PassedRequest {
    private let request: MessagesRequest
    private var edits: JSONEdits
    var notes: [TranslationNote] = []

    init(_ request: MessagesRequest, for target: TranslationTarget) {
        self.request = request
        edits = JSONEdits(of: request.document)
        exchangeModel(for: target)
        notes.noteRepairedStrings(of: request)
        leaveOutForeignParts()
        noteOptions(target.options)
    }

    var body: [UInt8] { edits.bytes }

    private mutating func exchangeModel(for target: TranslationTarget) {
        guard request.model != target.model else { return }
        for member in request.document.root.members where member.isNamed("model") {
            edits.replace(member.value, with: target.model)
        }
        let reason = NoteReason(.modelMapped, .asked(request.model), .sent(target.model))
        notes.append(TranslationNote(.map, from: ["model"], to: ["model"], reason, rule: target.options.rule))
    }

    // MARK: What another API left

    private mutating func leaveOutForeignParts() {
        guard let messages = request.document.root["messages"] else { return }
        var notes = notes
        let searches = Set(messages.elements.flatMap { Self.foreignSearches($0["content"]) })
        edits.remove(from: messages) { edits, message in
            guard let content = message["content"], content.kind == .array else { return false }
            let blocks = Array(content.elements)
            let foreign = blocks.map { Self.isForeign($0, searches) }
            for (block, isForeign) in zip(blocks, foreign) {
                if isForeign {
                    notes.drop(block, .madeForOtherAPI)
                } else if let citations = block.present("citations"), Self.holdsForeignCitation(citations) {
                    edits.replace(citations, with: .null)
                    notes.drop(citations, .madeForOtherAPI)
                }
            }
            guard foreign.contains(true) else { return false }
            // A message without content would be refused.
            guard foreign.contains(false) else { return true }
            var index = -1
            edits.remove(from: content) { _, _ in
                index += 1
                return foreign[index]
            }
            return false
        }
        self.notes = notes
    }

    private static func isForeign(_ block: JSONValue, _ searches: Set<String>) -> Bool {
        switch block["type"]?.string {
        case "thinking": block["signature"]?.string.map(ReasoningSeal.isOurs) ?? false
        case "redacted_thinking": block["data"]?.string.map(ReasoningSeal.isOurs) ?? false
        case "server_tool_use": block["id"]?.string.map(searches.contains) ?? false
        case "web_search_tool_result": block["tool_use_id"]?.string.map(searches.contains) ?? false
        default: false
        }
    }

    /// The ids of the searches among the blocks whose results this program wrote.
    private static func foreignSearches(_ content: JSONValue?) -> [String] {
        (content?.elements.map { $0 } ?? []).compactMap { block in
            guard block["type"]?.equals("web_search_tool_result") ?? false,
                block["content"]?.elements.contains(where: { $0["encrypted_content"]?.equals("") ?? false }) ?? false
            else { return nil }
            return block["tool_use_id"]?.string
        }
    }

    private static func holdsForeignCitation(_ citations: JSONValue) -> Bool {
        citations.elements.contains { $0["encrypted_index"]?.equals("") ?? false }
    }

    // MARK: The configuration

    /// What a rule sets for translated requests has no place here.
    private mutating func noteOptions(_ options: TargetOptions) {
        let set: [(name: String, isSet: Bool)] = [
            ("effort", options.effort != nil), ("max_output_tokens", options.maxOutputTokens != nil),
            ("service_tier", options.serviceTier != nil), ("verbosity", options.verbosity != nil),
        ]
        for (name, isSet) in set where isSet {
            let reason = NoteReason(.notAppliedToPassedOn, .parameter(name))
            notes.append(TranslationNote(.drop, from: nil, reason, rule: options.rule))
        }
    }
}
