/// The source of a refusal, if an answer ends with the stop reason `refusal`.
public enum RefusalSource: Sendable, Equatable {
    /// The model refused.
    case model
    /// The upstream's content filter cut the answer off.
    case contentFilter
    /// A policy stopped the request; `code` is the upstream's.
    case policy(code: String?)
}
