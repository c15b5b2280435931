extension WebSearchTool {
    /// What is said in other words, or not at all, once the tool is written.
    func pendingNotes(isOpenAI: Bool) -> [PendingNote] {
        var pendingNotes: [PendingNote] = []
        if let allowedDomains, allowedDomains.count > 0 {
            let texts = allowedDomains.elements.compactMap(\.string)
            let domains = texts.compactMap { SearchDomain($0) }
            if domains.contains(where: { !$0.path.isEmpty }) {
                let reason = "OpenAI searches whole hosts: what it finds on them elsewhere is taken out of the answer"
                pendingNotes.append(
                    PendingNote(.lossy, from: allowedDomains.path, at: "filters.allowed_domains", reason)
                )
            } else if domains.map(\.host) != texts {
                let reason = "hosts alone, in lower case and each once"
                pendingNotes.append(PendingNote(.map, from: allowedDomains.path, at: "filters.allowed_domains", reason))
            }
        } else if let allowedDomains {
            pendingNotes.append(PendingNote(.drop, from: allowedDomains.path, "an empty list allows all"))
        }
        if userLocation == nil, isOpenAI {
            let reason = "without it OpenAI takes the user to be in the United States"
            pendingNotes.append(PendingNote(.add, from: nil, at: "user_location", reason))
        }
        for member in userLocation?.members.map({ $0 }) ?? [] where !Self.isWritten(member) {
            pendingNotes.append(PendingNote(.drop, from: member.value.path, "OpenAI's locations have no such field"))
        }
        return pendingNotes
    }

    /// `user_location`, which is the same object on both sides; the members that OpenAI knows.
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
