extension OpenAIError {
    /// Whether the key is valid, but has too few permissions for this request: OpenAI calls them scopes.
    public var lacksScope: Bool { status == 403 && message.lowercased().contains("scope") }
}
