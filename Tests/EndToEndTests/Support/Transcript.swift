import Foundation
import TranslationTestSupport

/// A conversation as Claude Code has stored it while Anthropic's own models answered, for the client to resume.
///
/// Signatures and sealed parts are noise of the same make: standard Base64.
struct Transcript: Sendable {
    let sessionID = UUID().uuidString.lowercased()
    /// What Anthropic alone can read, as it stands in the file.
    private(set) var sealed: [String] = []
    private var lines: [JSON] = []
    private var parent: JSON = .null
    private var generator = SeededGenerator(seed: 96)
    private let model: String
    private let workFolder: URL

    init(of model: String, in folder: TemporaryFolder) throws {
        self.model = model
        workFolder = try folder.folder("work").url
    }

    mutating func user(_ content: JSON) {
        append("user", ["role": "user", "content": content])
    }

    /// One answer, whose blocks the client keeps in a line each.
    mutating func assistant(_ id: String, stoppedBy reason: String, _ blocks: JSON...) {
        for block in blocks {
            append(
                "assistant",
                [
                    "id": .string(id), "type": "message", "role": "assistant", "model": .string(model),
                    "content": .array([block]), "stop_reason": .string(reason), "stop_sequence": nil,
                    "usage": ["input_tokens": 10, "output_tokens": 10],
                ]
            )
        }
    }

    mutating func thinking(_ text: String) -> JSON {
        ["type": "thinking", "thinking": .string(text), "signature": .string(seal())]
    }

    mutating func redactedThinking() -> JSON {
        ["type": "redacted_thinking", "data": .string(seal())]
    }

    mutating func seal() -> String {
        let bytes = (0..<200).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let text = Data(bytes).base64EncodedString()
        sealed.append(text)
        return text
    }

    /// Puts the file where the client looks for it.
    func store(in folder: TemporaryFolder) throws {
        // The client names a project's folder after its path, all but letters and digits made hyphens.
        let name = workFolder.path.replacing(/[^A-Za-z0-9]/, with: "-")
        let project = try folder.folder("home").folder(".claude/projects/\(name)")
        try project.write(lines.map { $0.text + "\n" }.joined().utf8, to: "\(sessionID).jsonl")
    }

    private mutating func append(_ type: String, _ message: JSON) {
        let id = JSON.string(UUID().uuidString.lowercased())
        let second = String(lines.count + 10)
        lines.append([
            "parentUuid": parent, "isSidechain": false, "type": .string(type), "message": message, "uuid": id,
            "timestamp": .string("2026-11-02T09:00:\(second).000Z"), "userType": "external",
            "cwd": .string(workFolder.path), "sessionId": .string(sessionID), "version": "2.1.1", "gitBranch": "",
        ])
        parent = id
    }
}
