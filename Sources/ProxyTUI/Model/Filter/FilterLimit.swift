/// A number that another is held against: `>=400`.
struct FilterLimit<Value: Comparable & Sendable>: Sendable, Equatable {
    enum Comparison: String, Sendable, CaseIterable {
        // Longer ones first: they are looked for in this order.
        case atLeast = ">="
        case atMost = "<="
        case above = ">"
        case below = "<"
        case equal = "="
    }

    let comparison: Comparison
    let value: Value

    /// What is not known is not on either side of a limit.
    func holds(_ other: Value?) -> Bool {
        guard let other else { return false }
        return switch comparison {
        case .atLeast: other >= value
        case .atMost: other <= value
        case .above: other > value
        case .below: other < value
        case .equal: other == value
        }
    }
}
