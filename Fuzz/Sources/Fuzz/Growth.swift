/// Measures inputs made to be expensive at one size and at twice the size: what takes more than twice the time and then
/// some grows faster than its input. In a tool and not in a test, because it is about time.
enum Growth {
    /// Twice the input is twice the work; a square would be four times.
    private static let tolerated = 3.0
    /// Below this, in seconds, a measurement says nothing.
    private static let noise = 0.02
    /// Nobody waits longer for a request or an answer of a megabyte, however it grows.
    private static let mostTime = 1.0

    /// Prints a line for each kind of input; false where one grows too fast.
    static func measure() -> Bool {
        var isGood = true
        for adversary in Adversary.all {
            let half = time(adversary, size: 1 << 19)
            let whole = time(adversary, size: 1 << 20)
            let ratio = whole / max(half, 1e-9)
            let isBad = whole > noise && ratio > tolerated || whole > mostTime
            isGood = isGood && !isBad
            let milliseconds = [half, whole].map { "\(($0 * 10_000).rounded() / 10) ms" }
            print("\(isBad ? "BAD " : "    ")\(adversary.name): \(milliseconds.joined(separator: ", "))")
        }
        return isGood
    }

    /// The best of three.
    private static func time(_ adversary: Adversary, size: Int) -> Double {
        let input = adversary.input(size)
        var best = Double.infinity
        for _ in 0..<3 where best == .infinity || best < 2 {
            let start = Fuzz.processorTime()
            adversary.run(input)
            best = min(best, Fuzz.processorTime() - start)
        }
        return best
    }
}
