/// Text assembled from pieces, still escaped.
///
/// Pieces are joined as bytes, so a surrogate pair whose halves came in two pieces is complete again.
struct JSONTextBuffer: Sendable, Equatable {
    private(set) var bytes: [UInt8] = []
    private var hasEscapes = false

    mutating func append(_ text: JSONText) {
        bytes.append(contentsOf: text.escaped)
        hasEscapes = hasEscapes || text.hasEscapes
    }

    var text: JSONText { JSONText(escaped: bytes[...], hasEscapes: hasEscapes) }
    var isEmpty: Bool { bytes.isEmpty }
    var count: Int { bytes.count }
}
