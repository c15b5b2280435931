// The user, the service tier, and fields without a counterpart at OpenAI.
extension ParameterRules {
    mutating func serviceTier() -> String? {
        let name = "service_tier"
        if let tier = options.serviceTier {
            for value in [request.serviceTier, request.speed].compactMap(\.self) {
                notes.drop(value, .configurationDecidesTier)
            }
            guard !isRefused(name, from: nil) else { return nil }
            note(.add, nil, [.member(name)], .setByConfiguration, .value(tier), rule: options.rule)
            return tier
        }
        guard target.server.hasServiceTiers else {
            for value in [request.serviceTier, request.speed].compactMap(\.self) {
                notes.drop(value, .tiersOnlyAtOpenAI)
            }
            return nil
        }
        if let speed = request.speed {
            if speed.equals("fast"), !isRefused(name, from: ["speed"]) {
                if let tier = request.serviceTier { notes.drop(tier, .tierFastDecides) }
                note(.map, ["speed"], [.member(name)], .tierFast)
                return "priority"
            }
            if !speed.equals("fast") { notes.drop(speed, .tierUsual) }
        }
        guard let tier = request.serviceTier, !isRefused(name, from: [.member(name)]) else { return nil }
        if tier.equals("auto") { return "auto" }
        if tier.equals("standard_only") {
            note(.map, [.member(name)], [.member(name)], .tierStandard)
            return "default"
        }
        notes.drop(tier, .tierUnknown)
        return nil
    }

    mutating func promptCacheKey() -> String? {
        let name = "prompt_cache_key"
        guard target.server.takesCacheKeys,
            let key = SessionKeys.promptCacheKey(request, headerSessionID: target.sessionID)
        else { return nil }
        let isFromMetadata = request.metadata.sessionID?.isEmpty == false
        guard !isRefused(name, from: isFromMetadata ? Self.userID : nil) else { return nil }
        if isFromMetadata {
            note(.map, Self.userID, [.member(name)], .cacheKeyFromMetadata)
        } else {
            note(.add, nil, [.member(name)], .cacheKeyFromHeader)
        }
        return key
    }

    mutating func safetyIdentifier() -> String? {
        let name = "safety_identifier"
        guard target.server.takesUserIdentifiers, let identifier = SessionKeys.safetyIdentifier(request) else {
            return nil
        }
        guard !isRefused(name, from: Self.userID) else { return nil }
        note(.map, Self.userID, [.member(name)], .userHashed)
        return identifier
    }

    mutating func noteUnusedFields() {
        if request.metadata.userID != nil, !target.server.takesUserIdentifiers {
            note(.drop, Self.userID, nil, .metadataOnlyForOpenAI)
        }
        if request.metadata.userID != nil, target.server.takesUserIdentifiers,
            request.metadata.sessionID?.isEmpty != false,
            request.metadata.stableUser?.isEmpty != false
        {
            note(.drop, Self.userID, nil, .metadataWithoutUser)
        }
        for value in request.untranslatable {
            let isContext = value.place == ["context_management"]
            notes.drop(value, isContext ? .contextManagedByClient : .fieldUnsupported)
        }
        for value in request.unread {
            notes.drop(value, .fieldUnknown)
        }
    }

    private static let userID: JSONPath = ["metadata", "user_id"]
}
