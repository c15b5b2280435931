/// A client's limits for searches, read from its tool and enforced on the answer.
///
/// OpenAI accepts hosts to search in and a number of calls. It has no field for blocked hosts (`filters` has only
/// `allowed_domains`) and none for paths. So an instruction tells the model, and results from blocked places are removed
/// from the answer.
public struct SearchLimits: Sendable, Equatable {
    public var maximumSearches: Int?
    /// Empty allows every host.
    public var allowed: SearchDomains
    public var blocked: SearchDomains

    public init(maximumSearches: Int? = nil, allowed: SearchDomains = [], blocked: SearchDomains = []) {
        self.maximumSearches = maximumSearches
        self.allowed = allowed
        self.blocked = blocked
    }

    init(_ tool: WebSearchTool) throws(InvalidRequest) {
        if let limit = tool.maxUses, limit.kind != .null {
            guard let count = limit.int, count > 0 else {
                throw InvalidRequest(at: limit, problem: "must be a whole number greater than 0")
            }
            maximumSearches = count
        }
        allowed = try Self.domains(tool.allowedDomains)
        blocked = try Self.domains(tool.blockedDomains)
    }

    private static func domains(_ list: JSONValue?) throws(InvalidRequest) -> SearchDomains {
        var domains = SearchDomains()
        for element in list.map({ Array($0.elements) }) ?? [] {
            guard let domain = element.string.flatMap({ SearchDomain($0) }) else {
                throw InvalidRequest(at: element, problem: "expected a domain such as \"example.com\"")
            }
            domains.add(domain)
        }
        return domains
    }

    /// Whether the page at `address` may be shown.
    public func permits(_ address: String) -> Bool {
        !blocked.cover(address) && (allowed.isEmpty || allowed.cover(address))
    }

    /// The instruction with the domains that the model must not use.
    var instruction: JSONText? {
        guard !blocked.isEmpty else { return nil }
        let places = blocked.domains.map(\.description).joined(separator: ", ")
        return JSONText(
            "Web search is not allowed to use these sites or their subdomains: \(places). "
                + "Do not open, cite, link to or rely on pages of theirs; leave them out of your searches."
        )
    }
}
