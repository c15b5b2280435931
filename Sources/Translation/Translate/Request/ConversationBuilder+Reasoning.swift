extension ConversationBuilder {
    /// The reasoning item that is sealed in a thinking block's signature, where this target can open it.
    mutating func reasoning(
        summary: JSONText,
        sealed: JSONText?,
        _ block: InputContentBlock
    ) -> RequestPart<AssistantContent>? {
        let opened = sealed.map { ReasoningSeal.open($0.string) } ?? .foreign
        if let reason = dropReason(opened) {
            notes.drop(block.source, reason)
            return nil
        }
        guard case .valid(let seal) = opened else { return nil }
        let shown: JSONText = seal.summaryParts == 0 ? "" : summary
        if shown.isEmpty, !summary.isEmpty, let text = block.source.present("thinking") {
            notes.drop(text, "this reasoning was sealed without a summary: the text is not the model's")
        }
        return RequestPart(.reasoning(summary: shown, encryptedContent: seal.encryptedContent), source: block.source)
    }

    private func dropReason(_ opened: ReasoningSeal.Opened) -> String? {
        if dialect == .chat { return "Chat Completions has no place for earlier reasoning" }
        switch opened {
        case .foreign:
            return "reasoning that another API signed is of no use to OpenAI"
        case .broken:
            return "the signature has been cut or changed since this proxy made it"
        case .valid(let seal):
            if target.dropsReasoning { return "the upstream could not open the reasoning of earlier turns" }
            if seal.model != target.model {
                return "reasoning of \(seal.model) cannot be opened by \(target.model)"
            }
            if seal.scope != target.sealScope {
                return "reasoning that another key sealed cannot be opened with this one"
            }
            return nil
        }
    }
}
