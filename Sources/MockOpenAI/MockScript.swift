import Foundation
import Translation

/// Chooses the mock's answer: a line of the demonstration, or a general one.
struct MockScript: Sendable {
    /// Returns the first entry whose marker is in the last user text or tool output. A failure is returned once.
    let entries: [(marker: String, reply: MockReply)]

    func reply(to request: MockRequest, reportedFailures: inout Set<String>) -> MockReply {
        for (marker, reply) in entries where request.lastText.contains(marker) {
            if reply.failure != nil, !reportedFailures.insert(marker).inserted { continue }
            return reply
        }
        if let schema = request.schema { return MockReply(text: Self.sample(schema, depth: 0)) }
        // Claude Code puts its reminders before the user's text.
        let parts = request.lastText.components(separatedBy: "</system-reminder>")
        let said = (parts.last ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        return MockReply(
            text: """
                This is Dragoman's built-in mock of OpenAI; no model was asked. Your request for \(request.model) \
                arrived (\(request.byteCount) bytes) and was translated. To talk to the real model, set OPENAI_API_KEY and \
                start without --mock. You said: “\(said.suffix(200))”
                """,
            cachedShare: 0.5
        )
    }

    /// The smallest value that fits a schema, roughly.
    private static func sample(_ schema: JSONValue, depth: Int) -> String {
        guard depth < 16 else { return "null" }
        if let first = schema["enum"]?.elements.first(where: { _ in true }) { return first.raw.text }
        switch schema["type"]?.string {
        case "object":
            let members = schema["properties"]?.members.map { member in
                "\(JSONText(member.key.string).quoted):\(sample(member.value, depth: depth + 1))"
            }
            return "{" + (members ?? []).joined(separator: ",") + "}"
        case "array": return schema["items"].map { "[\(sample($0, depth: depth + 1))]" } ?? "[]"
        case "integer", "number": return "1"
        case "boolean": return "true"
        case "null": return "null"
        default: return "\"demo\""
        }
    }
}

extension JSONText {
    fileprivate var quoted: String { "\"" + String(decoding: escaped, as: UTF8.self) + "\"" }
}
