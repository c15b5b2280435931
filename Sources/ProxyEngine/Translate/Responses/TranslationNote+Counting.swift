extension [TranslationNote] {
    /// What a token counter takes no part of, though the request for an answer would have it.
    mutating func dropUncounted(of request: MessagesRequest) {
        let members = [
            "max_output_tokens", "temperature", "top_p", "stop", "service_tier", "prompt_cache_key",
            "safety_identifier",
            "stream",
        ]
        removeAll { $0.source == "stop_sequences" }
        for member in members {
            retract(member, from: request.sources(of: member), "a token counter takes no \(member)")
        }
    }
}
