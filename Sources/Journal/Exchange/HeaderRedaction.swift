package import Translation

/// Takes the secrets out of headers before anything keeps or prints them.
package enum HeaderRedaction {
    /// Header names whose values are secrets on either side.
    private static let secretNames: Set<String> = [
        "authorization", "proxy-authorization", "x-api-key", "api-key", "cookie", "set-cookie",
        "openai-organization", "openai-project",
    ]

    package static func redacted(_ headers: [HeaderField]) -> [HeaderField] {
        headers.map { field in
            let name = field.name.lowercased()
            let isSecret =
                secretNames.contains(name) || name.hasSuffix("-key") || name.hasSuffix("-token")
                || name.hasSuffix("-secret")
            return isSecret ? HeaderField(field.name, "•••") : field
        }
    }
}
