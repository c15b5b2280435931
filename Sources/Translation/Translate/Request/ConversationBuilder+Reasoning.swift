extension ConversationBuilder {
    /// The reasoning item in a thinking block's signature, if this target can open it.
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
            notes.drop(text, .reasoningTextUnsealed)
        }
        return RequestPart(.reasoning(summary: shown, encryptedContent: seal.encryptedContent), source: block.source)
    }

    private func dropReason(_ opened: ReasoningSeal.Opened) -> NoteReason? {
        if !traits.takesSealedReasoning { return NoteReason(.reasoningNotTakenByChat) }
        switch opened {
        case .foreign:
            return NoteReason(.reasoningOfOtherAPI)
        case .broken:
            return NoteReason(.reasoningSealBroken)
        case .valid(let seal):
            if target.dropsReasoning { return NoteReason(.reasoningNotOpened) }
            if seal.model != target.model {
                return NoteReason(.reasoningOfOtherModel, .model(seal.model), .sent(target.model))
            }
            if seal.scope != target.sealScope {
                return NoteReason(.reasoningOfOtherKey)
            }
            return nil
        }
    }
}
