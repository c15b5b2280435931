import Foundation

/// Measures inputs made to be expensive, at one size and at twice that size. In a tool and not in a test, because it is
/// about time.
enum Growth {
    /// Twice the input is twice the work; a square would be four times.
    private static let tolerated = 3.0
    /// Below this, in seconds, a measurement says nothing.
    private static let noise = 0.01
    /// The limit of time for a megabyte, for any growth.
    private static let mostTime = 1.0

    /// Prints a line for each kind of input; false where one grows too fast.
    static func measure() -> Bool {
        var areGood = true
        for adversary in Adversary.all {
            var times = [time(adversary, size: 1 << 17), time(adversary, size: 1 << 18)]
            let growsTooFast = times[1] > noise && times[1] > tolerated * times[0]
            // What grows with the square would take too long.
            if !growsTooFast { times.append(time(adversary, size: 1 << 20)) }
            let isGood = times.count == 3 && times[2] < mostTime
            areGood = areGood && isGood
            let shown = times.map { "\(($0 * 10_000).rounded() / 10) ms" }.joined(separator: ", ")
            FileHandle.standardOutput.write(Data("\(isGood ? "good" : "BAD ") \(adversary.name): \(shown)\n".utf8))
        }
        return areGood
    }

    /// The best of three.
    private static func time(_ adversary: Adversary, size: Int) -> Double {
        let input = adversary.input(size)
        var best = Double.infinity
        for _ in 0..<3 {
            let start = Fuzz.processorTime()
            adversary.run(input)
            best = min(best, Fuzz.processorTime() - start)
        }
        return best
    }
}
