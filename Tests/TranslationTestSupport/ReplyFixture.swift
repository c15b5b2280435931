package import Foundation
package import Translation

/// A folder of `Tests/Fixtures/<dialect>/` whose name begins with `reply-`: an answer as an upstream gives it, and what
/// the client must get.
///
///     reply.upstream.sse     the answer as a stream
///     reply.upstream.json    the same answer as a whole, where the API has such a form
///     reply.context.json     facts from the request, if they are not the usual ones
///     reply.anthropic.sse    the stream the client gets
///     reply.anthropic.json   the whole message the client gets (one line), folded from that stream
///     reply.notes.txt        what was changed on the way: codes, parameters and paths
package struct ReplyFixture: Sendable, CustomStringConvertible {
    package let dialect: DialectName
    package let folder: URL
    package let context: ReplyContext
    package let stream: [UInt8]
    package let whole: [UInt8]?

    package var description: String { "\(dialect.rawValue)/\(folder.lastPathComponent)" }

    package static let all: [ReplyFixture] = DialectName.translated.flatMap { dialect in
        folders(of: dialect).compactMap { ReplyFixture(dialect: dialect, folder: $0) }
    }

    package static let withWhole = all.filter { $0.whole != nil }

    private static func folders(of dialect: DialectName) -> [URL] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/\(dialect.rawValue)")
        let found = (try? FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)) ?? []
        return found.filter { $0.lastPathComponent.hasPrefix("reply-") }.sorted { $0.path < $1.path }
    }

    private init?(dialect: DialectName, folder: URL) {
        func bytes(_ name: String) -> [UInt8]? {
            (try? Data(contentsOf: folder.appending(path: name))).map { [UInt8]($0) }
        }
        guard let stream = bytes("reply.upstream.sse"),
            let settings = try? JSONDocument(bytes("reply.context.json") ?? Array("{}".utf8)).root
        else { return nil }
        self.dialect = dialect
        self.folder = folder
        self.stream = stream
        whole = bytes("reply.upstream.json")
        context = ReplyContext(
            messageID: "msg_0123456789abcdef",
            requestedModel: "claude-sonnet-5",
            upstreamModel: dialect == .chat ? "gpt-4.1" : "gpt-5.2",
            toolNames: Dictionary(
                settings["tool_names"]?.members.map { ($0.key.string, $0.value.string ?? "") } ?? [],
                uniquingKeysWith: { first, _ in first }
            ),
            emulatedStops: settings["emulated_stops"]?.elements.compactMap(\.string) ?? [],
            thinking: Self.thinking(settings["thinking"]?.string),
            estimatedInputTokens: settings["estimated_input_tokens"]?.int ?? 1000,
            inputWindow: settings["input_window"]?.int ?? 272_000,
            sealScope: "organisation-a",
            offersWebSearch: settings["offers_web_search"]?.bool ?? false,
            searchLimits: SearchLimits(
                maximumSearches: settings["max_searches"]?.int,
                allowed: SearchDomains(settings.list("allowed").compactMap { $0.string.flatMap { SearchDomain($0) } }),
                blocked: SearchDomains(settings.list("blocked").compactMap { $0.string.flatMap { SearchDomain($0) } })
            )
        )
    }

    private static func thinking(_ word: String?) -> ReplyContext.ThinkingReply {
        switch word {
        case "omitted": .omitted
        case "hidden": .hidden
        default: .summarized
        }
    }

    package func machine() -> any StreamMachine { Dialects.named(dialect).makeStreamMachine(context) }

    package func file(_ name: String) -> URL { folder.appending(path: name) }

    /// The stream's server-sent events, fed to the decoder in the pieces that `cuts` makes.
    package func frames(cuts: [Int] = []) throws -> [ServerSentEvent] {
        var decoder = ServerSentEventDecoder()
        var frames: [ServerSentEvent] = []
        var start = 0
        for end in cuts + [stream.count] {
            try decoder.feed(Array(stream[start..<end]), into: &frames)
            start = end
        }
        return frames
    }

    package func wholeDocument() throws -> JSONDocument { try JSONDocument(whole ?? []) }
}

extension StreamMachine {
    /// Takes the beginning of a stream.
    package mutating func receive(_ frames: some Sequence<ServerSentEvent>) -> [MessageStreamEvent] {
        var events: [MessageStreamEvent] = []
        for frame in frames { receive(frame, into: &events) }
        return events
    }

    /// Takes all there is of a stream, and its end.
    package mutating func run(_ frames: some Sequence<ServerSentEvent>) -> [MessageStreamEvent] {
        var events = receive(frames)
        finish(into: &events)
        return events
    }

    package mutating func run(whole answer: JSONDocument) -> [MessageStreamEvent] {
        var events: [MessageStreamEvent] = []
        receive(whole: answer, into: &events)
        return events
    }
}
