/// Writes a draft as the body of a Chat Completions request: messages in `+Messages` and `+Results`, tools in
/// `+Tools`, everything else in `+Parameters`.
///
/// Servers other than OpenAI get the least that every one of them knows: plain strings for content that is all text,
/// the role `system`, `max_tokens`, and none of OpenAI's own parameters.
struct ChatRequestWriter {
    /// The longest id of a tool call that is taken.
    static let callIDLimit = 40

    let draft: RequestDraft

    var target: TranslationTarget { draft.target }
    var parameters: RequestParameters { draft.parameters }

    func body(notes: inout [TranslationNote]) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: draft.request.document.bytes.count + 1024)
        json.object { json in
            json.member("model", target.model)
            json.array("messages") { json in writeMessages(to: &json, notes: &notes) }
            writeTools(to: &json, notes: &notes)
            writeParameters(to: &json, notes: &notes)
        }
        return json.bytes
    }
}
