@testable import Translation

/// The first bytes of images, made by hand: enough for a reader of the size.
enum ImageHeaders {
    static func png(width: Int, height: Int) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
            + bigEndian(width, 4) + bigEndian(height, 4) + [8, 6, 0, 0, 0, 0, 0, 0, 0]
    }

    static func gif(width: Int, height: Int) -> [UInt8] {
        Array("GIF89a".utf8) + bigEndian(width, 2).reversed() + bigEndian(height, 2).reversed() + [0, 0, 0]
    }

    /// With `padding` bytes of metadata before the frame header.
    static func jpeg(width: Int, height: Int, padding: Int = 14, marker: UInt8 = 0xC0) -> [UInt8] {
        let metadata = [0xFF, 0xE1] + bigEndian(padding + 2, 2) + [UInt8](repeating: 0x2A, count: padding)
        let tables: [UInt8] = [0xFF, 0xC4, 0, 4, 1, 2, 0xFF]
        let frame = [0xFF, marker, 0, 17, 8] + bigEndian(height, 2) + bigEndian(width, 2)
        return [0xFF, 0xD8] + metadata + tables + frame + [UInt8](repeating: 0, count: 20)
    }

    static func webp(_ chunk: String, _ payload: [UInt8]) -> [UInt8] {
        Array("RIFF".utf8) + [0x40, 0, 0, 0] + Array("WEBP".utf8) + Array(chunk.utf8) + [0x20, 0, 0, 0] + payload
            + [UInt8](repeating: 0, count: 20)
    }

    static func bigEndian(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(value >> ($0 * 8) & 0xFF) }
    }

    /// Standard Base64 with padding.
    static func base64(_ bytes: [UInt8]) -> String {
        let text = Base64.url(bytes).replacing("-", with: "+").replacing("_", with: "/")
        return text + String(repeating: "=", count: (4 - text.count % 4) % 4)
    }
}
