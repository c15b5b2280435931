// Who is asking, in which tier, and what is left of the request that has no place at OpenAI.
extension ParameterRules {
    mutating func serviceTier() -> String? {
        let name = "service_tier"
        if let tier = options.serviceTier {
            for value in [request.serviceTier, request.speed].compactMap(\.self) {
                notes.drop(value, "the configuration decides the service tier")
            }
            guard !isRefused(name, from: nil) else { return nil }
            note(.add, nil, name, "set to \(tier) by the configuration", rule: options.rule)
            return tier
        }
        guard target.isOpenAI else {
            for value in [request.serviceTier, request.speed].compactMap(\.self) {
                notes.drop(value, "only OpenAI itself has service tiers")
            }
            return nil
        }
        if let speed = request.speed {
            if speed.equals("fast"), !isRefused(name, from: "speed") {
                if let tier = request.serviceTier { notes.drop(tier, "speed fast decides the service tier") }
                note(.map, "speed", name, "fast is OpenAI's priority tier")
                return "priority"
            }
            if !speed.equals("fast") { notes.drop(speed, "OpenAI's usual speed") }
        }
        guard let tier = request.serviceTier, !isRefused(name, from: name) else { return nil }
        if tier.equals("auto") { return "auto" }
        if tier.equals("standard_only") {
            note(.map, name, name, "standard_only is OpenAI's default tier")
            return "default"
        }
        notes.drop(tier, "OpenAI has no such service tier")
        return nil
    }

    mutating func promptCacheKey() -> String? {
        let name = "prompt_cache_key"
        guard target.isOpenAI, let key = SessionKeys.promptCacheKey(request, headerSessionID: target.sessionID)
        else { return nil }
        let isFromMetadata = request.metadata.sessionID?.isEmpty == false
        guard !isRefused(name, from: isFromMetadata ? "metadata.user_id" : nil) else { return nil }
        if isFromMetadata {
            note(.map, "metadata.user_id", name, "the session in it, so that OpenAI finds what it has cached")
        } else {
            note(.add, nil, name, "the session that a header names, so that OpenAI finds what it has cached")
        }
        return key
    }

    mutating func safetyIdentifier() -> String? {
        let name = "safety_identifier"
        guard target.isOpenAI, let identifier = SessionKeys.safetyIdentifier(request) else { return nil }
        guard !isRefused(name, from: "metadata.user_id") else { return nil }
        note(.map, "metadata.user_id", name, "a hash of the person or device in it")
        return identifier
    }

    mutating func noteUnusedFields() {
        if request.metadata.userID != nil, !target.isOpenAI {
            note(.drop, "metadata.user_id", nil, "only OpenAI itself is told a session and a hash of the user")
        }
        if request.metadata.userID != nil, target.isOpenAI, request.metadata.sessionID?.isEmpty != false,
            request.metadata.stableUser?.isEmpty != false
        {
            note(.drop, "metadata.user_id", nil, "it names no session, person or device")
        }
        for value in request.untranslatable {
            let path = value.path
            note(.drop, path, nil, Self.dropReason(path))
        }
        for value in request.unread {
            notes.drop(value, "OpenAI has no field for it that this program knows of")
        }
    }

    private static func dropReason(_ path: String) -> String {
        switch path {
        case "context_management": "the client manages its context by itself"
        default: "OpenAI has no such field"
        }
    }
}
