package import Translation

/// What LiteLLM's form of the configuration can say.
package enum LiteLLMForm {
    /// The only API that has a word in it: `openai/responses/MODEL`.
    package static let namedAPI = DialectName.responses
}
