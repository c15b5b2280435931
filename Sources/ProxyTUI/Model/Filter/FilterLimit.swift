/// A comparison with a number: `>=400`.
struct FilterLimit<Value: Comparable & Sendable>: Sendable, Equatable {
    enum Comparison: String, Sendable, CaseIterable {
        // Longer ones first: they are matched in this order.
        case atLeast = ">="
        case atMost = "<="
        case above = ">"
        case below = "<"
        case equal = "="
    }

    let comparison: Comparison
    let value: Value

    /// An unknown value fulfils no comparison.
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
