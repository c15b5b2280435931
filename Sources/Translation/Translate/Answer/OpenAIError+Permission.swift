extension OpenAIError {
    /// Whether the key is valid but lacks a permission (a "scope") for this request.
    public var lacksScope: Bool { status == 403 && wording.lowercased().contains("scope") }
}
