extension ConversationBuilder {
    /// A tool's result. A single text is data, even if blank; the text of an error says that it is one.
    mutating func content(
        of result: ToolResultBlock,
        in block: InputContentBlock
    ) throws(InvalidRequest) -> [RequestPart<UserContent>] {
        var content: [RequestPart<UserContent>]
        if let only = result.content.first, result.content.count == 1, case .text(let text) = only.kind {
            content = [RequestPart(.text(text), source: only.source)]
            mark(&content, for: only)
        } else {
            content = try parts(of: result.content)
        }
        if result.isError { markAsError(&content, block) }
        return content
    }

    private mutating func markAsError(_ content: inout [RequestPart<UserContent>], _ block: InputContentBlock) {
        let flag = block.source.present("is_error") ?? block.source
        let pendingNote = PendingNote(.map, from: flag.place, .resultErrorAsText)
        if let first = content.first, let text = first.content.text, !text.isBlank {
            content[0].content = .text(.joined(["Error: ", text]))
            content[0].pendingNotes.append(pendingNote)
        } else {
            var error = RequestPart(UserContent.text("Error"), source: flag, pendingNotes: [pendingNote])
            // Only a single text may be blank.
            if let text = content.first?.content.text, text.isBlank {
                let blank = content.removeFirst()
                error.takeMark(of: blank)
                if !text.isEmpty { _ = dropsBlank(text, blank.source) }
            }
            content.insert(error, at: 0)
        }
    }
}
