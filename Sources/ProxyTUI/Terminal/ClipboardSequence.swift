import Foundation

/// What has a terminal put a text on the clipboard (OSC 52).
struct ClipboardSequence {
    /// In base64; terminals drop what is longer.
    static let limit = 74_000

    let bytes: [UInt8]

    /// Nil where the text is too long.
    init?(_ text: String) {
        guard text.utf8.count <= Self.limit / 4 * 3 else { return nil }
        let encoded = Data(text.utf8).base64EncodedString()
        bytes = Array("\u{1B}]52;c;\(encoded)\u{07}".utf8)
    }
}
