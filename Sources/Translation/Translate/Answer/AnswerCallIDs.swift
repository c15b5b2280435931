/// The ids of one answer's calls, unique in the conversation as Anthropic's are.
///
/// OpenAI's own ids are kept. Some servers count (`call_0` in every answer), repeat an id, use other characters or send
/// none. Their ids are replaced by a function of the answer and the call's position: the same answer always gets the
/// same ids, and the next answer gets others.
struct AnswerCallIDs: Sendable {
    private let messageID: String
    private var used: Set<String> = []
    private var calls = 0

    init(messageID: String) {
        self.messageID = messageID
    }

    /// Whether the id differs from the upstream's.
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

    /// `call_0`, `tool-12`, `7`: a number that restarts with every answer. Random ids do not end like this.
    private static func isCounter(_ id: String) -> Bool {
        let digits = id.reversed().prefix { $0.isNumber }.count
        guard (1...4).contains(digits) else { return false }
        guard let separator = id.dropLast(digits).last else { return true }
        return separator == "_" || separator == "-"
    }
}
