/// The ids that the calls of one answer get, unique in the conversation as Anthropic's are.
///
/// OpenAI's own ids pass. Servers that count (`call_0` in every answer), repeat an id, use other characters or send
/// none get ids that are a function of the answer and the call's position: the same bytes when the same answer is told
/// again, and other ones in the next answer.
struct AnswerCallIDs: Sendable {
    private let messageID: String
    private var used: Set<String> = []
    private var calls = 0

    init(messageID: String) {
        self.messageID = messageID
    }

    /// Whether the id that was used is another than the upstream's.
    mutating func next(for upstreamID: String?) -> (id: String, isReplaced: Bool) {
        defer { calls += 1 }
        let digest = Fingerprint.sha256("\(messageID)\n\(calls)\n\(upstreamID ?? "")", length: 24)
        guard let upstreamID, !upstreamID.isEmpty else { return ("call_" + digest, true) }
        if Self.isLegal(upstreamID), !Self.isCounter(upstreamID), used.insert(upstreamID).inserted {
            return (upstreamID, false)
        }
        let legal = String(upstreamID.unicodeScalars.prefix(30).map { Self.isLegal($0) ? Character($0) : "_" })
        let id = "\(legal)_\(digest.prefix(8))"
        used.insert(id)
        return (id, true)
    }

    private static func isLegal(_ id: String) -> Bool {
        id.unicodeScalars.allSatisfy { isLegal($0) }
    }

    private static func isLegal(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }

    /// `call_0`, `tool-12`, `7`: a number that starts again with every answer. Random ids have no such tail.
    private static func isCounter(_ id: String) -> Bool {
        let digits = id.reversed().prefix { $0.isNumber }.count
        guard (1...4).contains(digits) else { return false }
        guard let separator = id.dropLast(digits).last else { return true }
        return separator == "_" || separator == "-"
    }
}
