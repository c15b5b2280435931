extension StopReason {
    /// Why a response with the status `incomplete` stopped; nil for a reason this program does not know.
    static func responses(incomplete reason: JSONValue?) -> StopReason? {
        guard let reason else { return nil }
        if reason.equals("max_output_tokens") { return .maxTokens }
        if reason.equals("content_filter") { return .refusal }
        return nil
    }
}
