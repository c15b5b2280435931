extension Exchange {
    /// The members of an exchange's summary, in the order in which they are written (docs/events.md).
    package enum Key: String, CodingKey, CaseIterable {
        case id = "exchange"
        case endpoint
        case session
        case client
        case modelAsked = "model_asked"
        case modelSent = "model_sent"
        case modelAnswered = "model_answered"
        case upstream
        case api
        case rule
        case state
        case outcome
        case streamed
        case arrivedAt = "arrived_at"
        case sent = "sent_seconds"
        case firstByte = "first_byte_seconds"
        case firstToken = "ttft_seconds"
        case finished = "duration_seconds"
        case attemptCount = "attempts"
        case attempts = "tries"
        case countedTokens = "counted_tokens"
        case isEstimate = "is_estimate"
        case estimatedInputTokens = "estimated_input_tokens"
        case estimateCorrection = "estimate_correction"
        case usage
        case cost = "cost_dollars"
        case error
        case failure
        case refusedBy = "refused_by"
        case outputLimit = "output_limit"
        case requestBytes = "request_bytes"
        case answerBytes = "answer_bytes"
        case notes
    }
}

extension Exchange.Attempt {
    /// The members of one attempt.
    package enum Key: String, CodingKey, CaseIterable {
        case began = "began_seconds"
        case status
        case upstreamRequestID = "upstream_request_id"
        case failure
    }
}
