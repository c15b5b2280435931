import Testing

@testable import ProxyTUI
@testable import Translation

@Suite struct FilterSpeedTests {
    /// The bound is for a build without optimisation on a busy machine: with it, it is some milliseconds.
    @Test(arguments: [
        "opus status:>=400 | is:streaming", "nowhere to be found", "-(model:haiku | model:sonnet) err:schema",
    ])
    func `ten thousand rows are filtered at once`(_ text: String) throws {
        let rows = SampleRows.many(10_000, seed: 17)
        let filter = try Filter(parsing: text)
        let context = FilterContext(now: SampleRows.now)

        var found = 0
        let elapsed = ContinuousClock().measure { found = rows.count { filter.matches($0, context) } }

        #expect(found < rows.count)
        #expect(elapsed < .seconds(2), "\(elapsed)")
    }
}
