package import Foundation
package import Translation

/// A folder of `Tests/Fixtures/<dialect>/`: a request as a client sends it, and what must become of it.
///
///     request.anthropic.json   what comes in
///     target.json              the upstream it is for, where that is not the dialect's usual one
///     request.upstream.json    what goes out, laid out for reading (byte for byte but for white space)
///     notes.txt                what was changed on the way: codes, parameters and paths
///     error.txt                instead of these two: the client's error if the request is refused
package struct RequestFixture: Sendable, CustomStringConvertible {
    package let dialect: DialectName
    package let folder: URL

    package var description: String { "\(dialect.rawValue)/\(folder.lastPathComponent)" }

    package static let all: [RequestFixture] = DialectName.translated.flatMap { dialect in
        folders(of: dialect).map { RequestFixture(dialect: dialect, folder: $0) }
    }

    /// Of requests that are passed on: `request.upstream.json` holds the very bytes.
    package static let passedOn = folders(of: .anthropic).map { RequestFixture(dialect: .anthropic, folder: $0) }

    private static func folders(of dialect: DialectName) -> [URL] {
        let tests = URL(filePath: #filePath).appending(path: "../..").standardized
        let root = tests.appending(path: "Fixtures/\(dialect.rawValue)")
        let found = (try? FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)) ?? []
        return found.filter {
            FileManager.default.fileExists(atPath: $0.appending(path: "request.anthropic.json").path)
        }
        .sorted { $0.path < $1.path }
    }

    package func file(_ name: String) -> URL { folder.appending(path: name) }

    package func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name).path) }

    package func request() throws -> MessagesRequest {
        try MessagesRequest(JSONDocument(Array(Data(contentsOf: file("request.anthropic.json")))))
    }

    package func target() throws -> TranslationTarget {
        let settings = try has("target.json") ? Array(Data(contentsOf: file("target.json"))) : Array("{}".utf8)
        return try TranslationTarget(settings: JSONDocument(settings).root, dialect: dialect)
    }
}

extension TranslationTarget {
    fileprivate init(settings: JSONValue, dialect: DialectName) throws {
        let model = settings["model"]?.string ?? Self.usualModels[dialect] ?? "claude-sonnet-5"
        self.init(
            model: model,
            profile: ModelCatalog.bundled.profile(for: model),
            server: settings["server"]?.string.map { ServerCatalog.bundled.facts(of: $0) } ?? .openAI,
            options: TargetOptions(
                effort: settings["effort"]?.string,
                maxOutputTokens: settings["max_output_tokens"]?.int,
                serviceTier: settings["service_tier"]?.string,
                verbosity: settings["verbosity"]?.string,
                extraBody: settings["extra_body"]?.raw,
                rule: settings["rule"]?.string
            ),
            refusedParameters: Set(settings["refused"]?.elements.compactMap(\.string) ?? []),
            sealScope: "organisation-a",
            dropsReasoning: settings["drops_reasoning"]?.bool ?? false,
            sessionID: settings["session_id"]?.string,
            redactsThinking: settings["redacts_thinking"]?.bool ?? false
        )
    }

    /// Where `target.json` names none.
    private static let usualModels: [DialectName: String] = [.responses: "gpt-5.2", .chat: "gpt-4.1"]
}

extension TranslationNote {
    /// The note in a failure's text.
    package var line: String { listing.split(separator: "\n").joined() }
}
