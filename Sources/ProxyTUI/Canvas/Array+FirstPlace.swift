extension Array {
    /// The first index whose element `isBehind` accepts, found by binary search; the count if there is none. `isBehind`
    /// must accept all elements after an accepted one.
    func firstPlace(where isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
