import Crypto

/// Short, steady stand-ins for long or private strings.
public enum Fingerprint {
    /// SHA-256 of the UTF-8 bytes in lower-case hexadecimal, cut after `length` digits (64 is all of it).
    public static func sha256(_ text: String, length: Int = 64) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var hexadecimal: [UInt8] = []
        hexadecimal.reserveCapacity(64)
        for byte in SHA256.hash(data: Array(text.utf8)) {
            hexadecimal.append(digits[Int(byte >> 4)])
            hexadecimal.append(digits[Int(byte & 0xF)])
        }
        return String(decoding: hexadecimal.prefix(length), as: UTF8.self)
    }
}
