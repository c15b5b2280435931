/// Identifies a session and a user to OpenAI without revealing who they are.
public enum SessionKeys {
    /// OpenAI's limit for a key.
    private static let limit = 64

    /// The key under which OpenAI finds a session's cached prefix; nil without a session.
    static func promptCacheKey(_ request: MessagesRequest, headerSessionID: String?) -> String? {
        guard
            let session = [request.metadata.sessionID, headerSessionID].compactMap(\.self).first(where: { !$0.isEmpty })
        else { return nil }
        return session.utf8.count <= limit && session.utf8.allSatisfy { 0x21...0x7E ~= $0 }
            ? session : Fingerprint.sha256(session)
    }

    /// A pseudonym of the user or device, the same for all of their sessions.
    static func safetyIdentifier(_ request: MessagesRequest) -> String? {
        guard let user = request.metadata.stableUser, !user.isEmpty else { return nil }
        return Fingerprint.sha256(user)
    }
}
