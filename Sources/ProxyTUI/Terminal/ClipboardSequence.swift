import Foundation

/// The sequence that puts a text on the terminal's clipboard (OSC 52).
struct ClipboardSequence {
    /// In base64; terminals drop longer sequences.
    static let limit = 74_000

    let bytes: [UInt8]

    /// Nil if the text is too long.
    init?(_ text: String) {
        guard text.utf8.count <= Self.limit / 4 * 3 else { return nil }
        let encoded = Data(text.utf8).base64EncodedString()
        bytes = Array("\u{1B}]52;c;\(encoded)\u{07}".utf8)
    }
}
