import ProxyEngine

extension DashboardModel {
    /// What was searched for may not be what the filter asks for any more.
    mutating func take(_ matches: [BodyPattern: Set<ExchangeID>]) {
        let wanted = list.filter?.needsBodies ?? []
        if wanted.isEmpty {
            list.isSearchingBodies = false
        } else if wanted.allSatisfy({ matches[$0] != nil }) {
            list.setBodyMatches(matches)
        }
    }
}
