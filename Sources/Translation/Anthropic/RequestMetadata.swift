/// `metadata.user_id`, in which Claude Code packs the user and the session.
public struct RequestMetadata: Sendable, Equatable {
    public var userID: String?
    public var sessionID: String?
    /// The device or account, which is the same for all sessions of a user.
    public var stableUser: String?

    init(_ value: JSONValue?, unread: inout [JSONValue]) throws(JSONMismatch) {
        guard let value else { return }
        var fields = try JSONFields(value)
        userID = try fields.optionalText("user_id")?.string
        unread += fields.unread
        guard let userID else { return }
        if let packed = try? JSONDocument(userID).root, packed.kind == .object {
            sessionID = packed.present("session_id")?.string
            stableUser = packed.present("account_uuid")?.string ?? packed.present("device_id")?.string
            if stableUser?.isEmpty == true { stableUser = packed.present("device_id")?.string }
        } else if let marker = userID.firstRange(of: "_session_") {
            // Before 2.1.92: user_<hex>_account_<uuid>_session_<uuid>
            sessionID = String(userID[marker.upperBound...])
            stableUser = String(userID[..<marker.lowerBound])
        } else {
            stableUser = userID
        }
    }
}
