import Foundation

/// Strings for `exec`.
enum CStrings {
    /// An array of `strings` that ends with a null pointer and lives as long as `body`.
    static func with<Result>(
        _ strings: [String],
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = strings.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        pointers.append(nil)
        return pointers.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("an array of at least one has an address") }
            return body(base)
        }
    }
}
