package import Translation

/// Takes the secrets out of headers before anything keeps or prints them, and what names an account.
package enum HeaderRedaction {
    private static let secretNames: Set<String> = [
        "authorization", "proxy-authorization", "x-api-key", "api-key", "cookie", "set-cookie",
    ]

    /// How the names of headers end whose values are secrets, or whose values name an account: `openai-organization`,
    /// `anthropic-organization-id`.
    private static let secretEndings = [
        "-key", "-token", "-secret", "-organization", "-organization-id", "-org-id", "-project", "-project-id",
        "-account-id", "-team-id", "-workspace-id",
    ]

    package static func redacted(_ headers: [HeaderField]) -> [HeaderField] {
        headers.map { field in
            let name = field.name.lowercased()
            let isSecret = secretNames.contains(name) || secretEndings.contains { name.hasSuffix($0) }
            return isSecret ? HeaderField(field.name, "•••") : field
        }
    }
}
