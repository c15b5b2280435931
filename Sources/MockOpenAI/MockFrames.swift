import Translation

/// Helpers for the frames of both APIs.
enum MockFrames {
    /// One server-sent event; Chat Completions' have no name.
    static func frame(_ name: String?, _ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        json.object { write(&$0) }
        var frame: [UInt8] = []
        ServerSentEventEncoder.append(ServerSentEvent(name: name ?? "", data: json.bytes), to: &frame)
        return String(decoding: frame, as: UTF8.self)
    }

    /// Pieces of a few words, as models stream them.
    static func pieces(_ text: String, length: Int = 12) -> [String] {
        var pieces: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            pieces.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return pieces
    }

    /// Tokens, roughly: four bytes each.
    static func tokens(_ text: String?) -> Int {
        (text?.utf8.count ?? 0) / 4 + (text == nil ? 0 : 1)
    }
}
