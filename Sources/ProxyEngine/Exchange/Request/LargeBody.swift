import Translation

/// Larger bodies are read and translated on the thread pool: on an event loop they would hold up all other exchanges.
enum LargeBody {
    static let limit = 256 << 10
}

extension MessagesRequest {
    var isLarge: Bool { document.bytes.count > LargeBody.limit }
}
