import Translation

/// A body that is not read or translated on an event loop: it would hold up every other exchange there.
enum LargeBody {
    static let limit = 256 << 10
}

extension MessagesRequest {
    var isLarge: Bool { document.bytes.count > LargeBody.limit }
}
