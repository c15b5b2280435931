import Foundation
import Journal

/// The facts that a filter needs in addition to a row.
struct FilterContext: Sendable {
    let now: Date
    /// The exchanges that match each pattern of ``Filter/needsBodies``, as far as they have been searched.
    let bodyMatches: [BodyPattern: Set<ExchangeID>]

    init(now: Date, bodyMatches: [BodyPattern: Set<ExchangeID>] = [:]) {
        self.now = now
        self.bodyMatches = bodyMatches
    }
}
