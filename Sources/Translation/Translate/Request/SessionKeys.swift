/// What names a session and a person to OpenAI, without telling it who they are.
public enum SessionKeys {
    /// The longest key OpenAI takes.
    private static let limit = 64

    /// The key under which OpenAI finds a session's cached prefix; nil where nothing names a session.
    static func promptCacheKey(_ request: MessagesRequest, headerSessionID: String?) -> String? {
        guard
            let session = [request.metadata.sessionID, headerSessionID].compactMap(\.self).first(where: { !$0.isEmpty })
        else { return nil }
        return session.utf8.count <= limit && session.utf8.allSatisfy { 0x21...0x7E ~= $0 }
            ? session : Fingerprint.sha256(session)
    }

    /// A replacement for the person or device, steady over their sessions.
    static func safetyIdentifier(_ request: MessagesRequest) -> String? {
        guard let user = request.metadata.stableUser, !user.isEmpty else { return nil }
        return Fingerprint.sha256(user)
    }
}
