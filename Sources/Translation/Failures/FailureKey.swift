/// The members of a failure's JSON, in the order in which they are written. `type` is the failure, `reason` its kind; the
/// others are its facts.
package enum FailureKey: String, CodingKey, CaseIterable {
    case type
    case reason
    case cause
    // The way to an upstream
    case address
    case isProxy = "is_proxy"
    case errorNumber = "errno"
    case host
    case detail
    case limitSeconds = "limit_seconds"
    case limitBytes = "limit_bytes"
    // What an upstream said
    case status
    case errorType = "error_type"
    case statedKind = "stated_kind"
    case code
    case parameter = "param"
    case words
    case text
    case retryAfterSeconds = "retry_after_seconds"
    case shouldRetry = "should_retry"
    case upstreamRequestID = "upstream_request_id"
    case model
    case estimatedInputTokens = "estimated_input_tokens"
    case inputWindow = "input_window"
    case toolNames = "tool_names"
    // A broken answer, or a body that is not JSON
    case tool
    case offset
    // Requests that are refused here
    case path
    case problem
    case asked
    case nearest
    case mapped
    case file
    case section
    case encoding
    case upstream
}

/// A failure of an unknown kind, which a newer version wrote.
package struct UnknownFailure: Error {
    package var name: String

    package init(_ name: String) { self.name = name }
}
