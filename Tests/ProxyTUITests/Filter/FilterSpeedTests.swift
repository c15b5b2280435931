import Testing
import TranslationTestSupport

@testable import ProxyTUI
@testable import Translation

@Suite struct FilterSpeedTests {
    @Test(arguments: [
        "opus status:>=400 | is:streaming", "nowhere to be found", "-(model:haiku | model:sonnet) err:schema",
    ])
    func `ten times as many rows are ten times the work`(_ text: String) throws {
        let filter = try Filter(parsing: text)
        let context = FilterContext(now: SampleRows.now)
        func cost(_ count: Int) -> Duration {
            let rows = SampleRows.many(count, seed: 17)
            return ProcessorTime.spent { #expect(rows.count { filter.matches($0, context) } < rows.count) }
        }

        let (few, many) = (cost(1_000), cost(10_000))

        // Quadratic work would be a hundred times as much.
        #expect(many < few * 40, "\(few) for a thousand, \(many) for ten thousand")
    }
}
