/// Ids that connect a tool's result with its call, in the length and alphabet of an upstream.
public enum CallID {
    /// `id` if it is legal and short enough; otherwise an id derived from it. A function of the id alone, so that call and
    /// result agree.
    static func sent(_ id: String, limit: Int) -> String {
        isLegal(id, limit) ? id : "call_" + Fingerprint.sha256(id, length: 32)
    }

    private static func isLegal(_ id: String, _ limit: Int) -> Bool {
        guard !id.isEmpty, id.utf8.count <= limit else { return false }
        return id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}
