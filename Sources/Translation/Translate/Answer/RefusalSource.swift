/// What refused to answer, where an answer ends with the stop reason `refusal`.
public enum RefusalSource: Sendable, Equatable {
    /// The model said so.
    case model
    /// The upstream's content filter cut the answer off.
    case contentFilter
    /// A policy stopped the request; `code` is the upstream's.
    case policy(code: String?)
}
