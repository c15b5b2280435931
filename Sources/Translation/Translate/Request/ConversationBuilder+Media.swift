// Images, documents and passages, in a user's message or a tool's result.
extension ConversationBuilder {
    func image(_ source: MediaSource, _ block: InputContentBlock) throws(InvalidRequest) -> RequestPart<UserContent> {
        try requireVision(for: "images", block)
        switch source {
        case .base64(let mediaType, let data):
            let checked = try MediaCheck.image(mediaType: mediaType, data: data, at: block.source)
            var part = RequestPart(
                UserContent.imageData(mediaType: checked.mediaType, data: data),
                source: block.source
            )
            if checked.corrected {
                let place = block.source.place.appending("source", "media_type")
                part.pendingNotes.append(PendingNote(.map, from: place, .mediaTypeCorrected, .type(checked.mediaType)))
            }
            return part
        case .url(let url):
            return RequestPart(.imageURL(url), source: block.source)
        case .file(_, let source):
            throw Self.fileSource(source)
        }
    }

    mutating func append(
        _ document: DocumentBlock,
        _ block: InputContentBlock,
        to parts: inout [RequestPart<UserContent>]
    ) throws(InvalidRequest) {
        let title = document.title.map { JSONText.joined([#" title=""#, $0, #"""#]) } ?? ""
        let context = document.context.map { JSONText.joined(["<context>", $0, "</context>\n"]) } ?? ""
        let opening = JSONText.joined(["<document", title, ">\n", context])
        switch document.body {
        case .media(let source):
            let file = try file(source, document.title, block)
            if document.context != nil {
                let pendingNote = PendingNote(
                    .map,
                    from: block.source.place.appending("context"),
                    .documentContextAsText
                )
                parts.append(RequestPart(.text(context), source: block.source, pendingNotes: [pendingNote]))
            }
            parts.append(file)
        case .text(let text):
            let inner = RequestPart(UserContent.text(text), source: block.source)
            parts += enclosed([inner], opening, "\n</document>", block)
        case .blocks(let blocks):
            parts += enclosed(try self.parts(of: blocks), opening, "\n</document>", block)
        }
    }

    mutating func append(
        _ result: SearchResultBlock,
        _ block: InputContentBlock,
        to parts: inout [RequestPart<UserContent>]
    ) throws(InvalidRequest) {
        let opening = JSONText.joined([
            #"<search_result title=""#, result.title, #"" source=""#, result.origin, "\">\n",
        ])
        parts += enclosed(try self.parts(of: result.content), opening, "\n</search_result>", block)
    }

    mutating func parts(of blocks: [InputContentBlock]) throws(InvalidRequest) -> [RequestPart<UserContent>] {
        var parts: [RequestPart<UserContent>] = []
        for block in blocks {
            try append(block, to: &parts)
            mark(&parts, for: block)
        }
        return parts
    }

    /// `inner` between two tags; a single text if it is all text.
    private func enclosed(
        _ inner: [RequestPart<UserContent>],
        _ opening: JSONText,
        _ closing: JSONText,
        _ block: InputContentBlock
    ) -> [RequestPart<UserContent>] {
        let pendingNote = PendingNote(.map, from: block.source.place, .blockAsTaggedText)
        let texts = inner.compactMap(\.content.text)
        guard texts.count == inner.count else {
            let first = RequestPart(UserContent.text(opening), source: block.source, pendingNotes: [pendingNote])
            let end = PendingNote(.add, from: block.source.place, .closingTagAdded)
            return [first] + inner + [RequestPart(.text(closing), source: block.source, pendingNotes: [end])]
        }
        let whole = JSONText.joined([opening, .joined(texts, separator: .lineFeed), closing])
        var part = RequestPart(
            UserContent.text(whole),
            source: block.source,
            pendingNotes: [pendingNote] + inner.flatMap(\.pendingNotes)
        )
        if let mark = inner.last(where: { $0.cacheMark != nil }) {
            part.cacheMark = mark.cacheMark
            part.markNotes = inner.flatMap(\.markNotes)
        }
        return [part]
    }

    private mutating func file(
        _ source: MediaSource,
        _ title: JSONText?,
        _ block: InputContentBlock
    ) throws(InvalidRequest) -> RequestPart<UserContent> {
        try requireVision(for: "PDFs", block)
        switch source {
        case .base64(let mediaType, let data):
            guard mediaType.string == "application/pdf" else {
                throw InvalidRequest(
                    path: block.source.place.appending("source", "media_type"),
                    problem: "expected \"application/pdf\", found \"\(mediaType.string.prefix(40))\""
                )
            }
            try MediaCheck.base64(data, at: block.source)
            return RequestPart(.fileData(name: Self.fileName(title), data: data), source: block.source)
        case .url(let url):
            guard traits.takesDocumentURLs else {
                throw InvalidRequest(
                    at: block.source,
                    problem: "Chat Completions takes no documents by URL: send the PDF as base64, or use api: responses"
                )
            }
            if let title = block.source.present("title") {
                notes.drop(title, .fileTitleDropped)
            }
            return RequestPart(.fileURL(url), source: block.source)
        case .file(_, let source):
            throw Self.fileSource(source)
        }
    }

    /// OpenAI requires a name that ends in `.pdf`.
    private static func fileName(_ title: JSONText?) -> JSONText? {
        guard let title, !title.isBlank else { return nil }
        return title.string.lowercased().hasSuffix(".pdf") ? title : .joined([title, ".pdf"])
    }

    private func requireVision(for what: String, _ block: InputContentBlock) throws(InvalidRequest) {
        guard !target.profile.acceptsImages else { return }
        throw InvalidRequest(at: block.source, problem: "the upstream model \(target.model) takes no \(what)")
    }

    private static func fileSource(_ source: JSONValue) -> InvalidRequest {
        InvalidRequest(at: source, problem: "file sources are not supported by this proxy")
    }
}
