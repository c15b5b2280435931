/// Short, stable replacements for long or private strings.
public enum Fingerprint {
    /// SHA-256 of the UTF-8 bytes in lower-case hexadecimal, cut after `length` digits (of 64).
    public static func sha256(_ text: String, length: Int = 64) -> String {
        String(Hexadecimal.text(SHA256.digest(of: Array(text.utf8))).prefix(length))
    }
}
