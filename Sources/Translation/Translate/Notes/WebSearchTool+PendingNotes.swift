extension WebSearchTool {
    /// The notes on members that change or are dropped when the tool is written.
    func pendingNotes(isOpenAI: Bool) -> [PendingNote] {
        var pendingNotes: [PendingNote] = []
        let written: JSONPath = ["filters", "allowed_domains"]
        if let allowedDomains, allowedDomains.count > 0 {
            let texts = allowedDomains.elements.compactMap(\.string)
            let domains = texts.compactMap { SearchDomain($0) }
            if domains.contains(where: { !$0.path.isEmpty }) {
                pendingNotes.append(PendingNote(.lossy, from: allowedDomains.place, at: written, .searchHostsWhole))
            } else if domains.map(\.host) != texts {
                pendingNotes.append(PendingNote(.map, from: allowedDomains.place, at: written, .searchHostsNormalized))
            }
        } else if let allowedDomains {
            pendingNotes.append(PendingNote(.drop, from: allowedDomains.place, .searchHostsEmpty))
        }
        if userLocation == nil, isOpenAI {
            pendingNotes.append(PendingNote(.add, from: nil, at: ["user_location"], .searchLocationAdded))
        }
        for member in userLocation?.members.map({ $0 }) ?? [] where !Self.isWritten(member) {
            pendingNotes.append(PendingNote(.drop, from: member.value.place, .searchLocationFieldUnsupported))
        }
        return pendingNotes
    }

    /// The members of `user_location` that OpenAI knows; the object is the same in both APIs.
    func writeLocation(isOpenAI: Bool, to json: inout JSONWriter) {
        guard let userLocation else {
            if isOpenAI { json.object("user_location") { $0.member("type", literal: "approximate") } }
            return
        }
        json.object("user_location") { json in
            json.member("type", literal: "approximate")
            for member in userLocation.members where Self.isWritten(member) && !member.isNamed("type") {
                json.key(text: member.key)
                json.value(member.value)
            }
        }
    }

    private static func isWritten(_ member: JSONMembers.Member) -> Bool {
        if member.isNamed("type") { return member.value.equals("approximate") }
        let isKnown =
            member.isNamed("city") || member.isNamed("region") || member.isNamed("country")
            || member.isNamed("timezone")
        return isKnown && member.value.kind == .string
    }
}
