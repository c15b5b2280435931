import Foundation
import Journal

/// What a filter needs to know beyond a row.
struct FilterContext: Sendable {
    let now: Date
    /// Who holds what of ``Filter/needsBodies``, as far as it has been looked for.
    let bodyMatches: [BodyPattern: Set<ExchangeID>]

    init(now: Date, bodyMatches: [BodyPattern: Set<ExchangeID>] = [:]) {
        self.now = now
        self.bodyMatches = bodyMatches
    }
}
