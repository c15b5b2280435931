/// Input tokens of a request, estimated from its bytes: for the first numbers a client sees, and for counting where
/// the upstream cannot.
///
/// Too many is better than too few: with too few, the client compacts too late and exceeds the window.
public enum InputEstimate {
    /// With the facts about the model: the cost of images, and the correction factor.
    public static func tokens(of request: MessagesRequest, for target: TranslationTarget) -> Int {
        tokens(
            of: request,
            images: target.profile.imageCost,
            showsTypeScript: target.server.showsToolsAsTypeScript,
            correction: target.estimateCorrection
        )
    }

    static func tokens(
        of request: MessagesRequest,
        images: ImageCost = .assumed,
        showsTypeScript: Bool = true,
        correction: Double = 1
    ) -> Int {
        var count = Count(images: images, showsTypeScript: showsTypeScript)
        count.add(request.system)
        for message in request.messages {
            count.tokens += Overhead.message
            count.add(message.content)
        }
        // A deferred tool is not offered before it is found or called.
        for tool in request.tools where !tool.defersLoading || count.mentionedTools.contains(tool.name) {
            count.add(tool)
        }
        if let schema = request.output.schema { count.add(schema.raw.bytes) }
        return Int(((count.tokens + Overhead.request) * correction).rounded(.up))
    }

    /// The cost of parts in addition to their text (OpenAI cookbook for messages, measured guesses for the rest).
    private enum Overhead {
        static let request = 3.0
        static let message = 3.0
        static let tool = 12.0
        static let call = 10.0
        static let webSearch = 300.0
        static let typedTool = 150.0
    }

    private struct Count {
        let images: ImageCost
        /// The form of tools for the model: OpenAI writes schemas as TypeScript, other servers pass JSON.
        let showsTypeScript: Bool
        var tokens = 0.0
        var mentionedTools: Set<String> = []

        init(images: ImageCost, showsTypeScript: Bool) {
            self.images = images
            self.showsTypeScript = showsTypeScript
        }

        /// Names are words with signs between them: `mcp__server__find_issues`.
        mutating func add(name: String) { tokens += (Double(name.utf8.count) / 3).rounded(.up) }

        mutating func add(_ bytes: ArraySlice<UInt8>) { tokens += TextCensus(bytes).tokens }

        mutating func add(_ text: JSONText?) {
            if let text { add(text.escaped) }
        }

        mutating func add(_ blocks: [InputContentBlock]) {
            for block in blocks { add(block) }
        }

        mutating func add(_ block: InputContentBlock) {
            switch block.kind {
            case .text(let text), .compaction(let text):
                add(text)
            case .image(let source):
                tokens += MediaCost.image(source, images)
            case .document(let document):
                add(document)
            case .searchResult(let result):
                add(result.origin)
                add(result.title)
                add(result.content)
            case .toolUse(let call), .serverToolUse(let call):
                tokens += Overhead.call
                mentionedTools.insert(call.name)
                add(name: call.name)
                add(call.input.raw.bytes)
            case .toolResult(let result):
                tokens += Overhead.call
                add(result.content)
            case .serverToolResult(let result):
                tokens += Overhead.call
                if let content = result.content { add(content.raw.bytes) }
            case .thinking(_, let signature):
                // Sealed reasoning is Base64 twice; a foreign signature and its text are not sent.
                guard let signature, signature.hasPrefix("dragoman") else { return }
                tokens += Double(signature.escaped.count) / 8
            case .redactedThinking, .toolChange, .unrecognized:
                return
            case .toolReference(let name):
                tokens += Overhead.call
                mentionedTools.insert(name.string)
            }
        }

        mutating func add(_ document: DocumentBlock) {
            add(document.title)
            add(document.context)
            switch document.body {
            case .media(let source): tokens += MediaCost.document(source)
            case .text(let text): add(text)
            case .blocks(let blocks): add(blocks)
            }
        }

        mutating func add(_ tool: Tool) {
            switch tool.kind {
            case .custom(let schema):
                tokens += Overhead.tool
                add(name: tool.name)
                add(tool.description)
                let census = TextCensus(schema.raw.bytes)
                tokens += showsTypeScript ? census.tokensAsTypeScript : census.tokens
            case .webSearch:
                tokens += Overhead.webSearch
            case .typed:
                tokens += Overhead.typedTool
            }
        }
    }
}

/// Rough costs of what is not text.
private enum MediaCost {
    static func image(_ source: MediaSource, _ cost: ImageCost) -> Double {
        switch source {
        case .base64(_, let data):
            guard let size = ImageSize(base64: data.escaped) else { return cost.most }
            return cost.tokens(width: size.width, height: size.height)
        case .url, .file:
            return cost.most
        }
    }

    /// A PDF costs its text and an image of every page; the number of pages is estimated from its size.
    static func document(_ source: MediaSource) -> Double {
        switch source {
        case .base64(_, let data):
            let pages = 1 + min(99, data.escaped.count * 3 / 4 / 60_000)
            return Double(pages) * 2000
        case .url, .file:
            return 4000
        }
    }
}
