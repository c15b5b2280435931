import Synchronization

/// The number of rows of each wrapped line of one body, counted once for each width.
///
/// A cache: copies of a view that show the same body may share it.
final class RowCounts: Sendable {
    private struct Known {
        var width = 0
        var isASCII = false
        var counts: [Int: Int] = [:]
    }

    private let known = Mutex(Known())

    func count(of line: Int, width: Int, isASCII: Bool, counting: () -> Int) -> Int {
        let former = known.withLock { known -> Int? in
            guard known.width == width, known.isASCII == isASCII else {
                known = Known(width: width, isASCII: isASCII)
                return nil
            }
            return known.counts[line]
        }
        if let former { return former }
        let count = counting()
        known.withLock { known in
            if known.width == width, known.isASCII == isASCII { known.counts[line] = count }
        }
        return count
    }
}
