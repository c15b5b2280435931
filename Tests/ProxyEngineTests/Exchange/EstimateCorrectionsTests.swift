import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct EstimateCorrectionsTests {
    private static func learn(
        _ corrections: EstimateCorrections,
        _ counted: Int,
        of estimate: Int,
        times: Int = 1,
        model: String = "m"
    ) {
        for _ in 0..<times {
            let factor = corrections.factor(upstream: "u", model: model)
            corrections.learn(
                counted: counted,
                estimate: Int(Double(estimate) * factor),
                factor: factor,
                upstream: "u",
                model: model
            )
        }
    }

    @Test func `nothing is corrected without facts`() {
        #expect(EstimateCorrections().factor(upstream: "u", model: "m") == 1)
    }

    @Test func `a model that counts more is met after a few answers`() {
        let corrections = EstimateCorrections()
        Self.learn(corrections, 1500, of: 1000)
        #expect((corrections.factor(upstream: "u", model: "m") - 1.1).magnitude < 0.01)

        Self.learn(corrections, 1500, of: 1000, times: 20)
        #expect((corrections.factor(upstream: "u", model: "m") - 1.5).magnitude < 0.02)
        #expect(corrections.factor(upstream: "u", model: "n") == 1)
        #expect(corrections.factor(upstream: "v", model: "m") == 1)
    }

    @Test func `a model that counts less lowers the factor only to the guaranteed bound`() {
        let corrections = EstimateCorrections()
        Self.learn(corrections, 600, of: 1000, times: 50)

        #expect(corrections.factor(upstream: "u", model: "m") == EstimateCorrections.range.lowerBound)
    }

    @Test func `the lowest correction keeps every estimate at 0,9 of the truth`() {
        // InputEstimateCorpusTests: no estimate is below this share of the truth.
        let lowestEstimate = 0.948

        #expect(lowestEstimate * EstimateCorrections.range.lowerBound >= 0.9)
    }

    @Test func `one odd answer moves little`() {
        let corrections = EstimateCorrections()
        Self.learn(corrections, 1000, of: 1000, times: 10)
        Self.learn(corrections, 900_000, of: 1000)

        #expect(corrections.factor(upstream: "u", model: "m") <= 1.4 + 1e-9)
        Self.learn(corrections, 1000, of: 1000, times: 20)
        #expect(corrections.factor(upstream: "u", model: "m") < 1.01)
    }

    @Test func `it never grows beyond its range`() {
        let corrections = EstimateCorrections()
        Self.learn(corrections, 900_000, of: 1000, times: 100)

        #expect(corrections.factor(upstream: "u", model: "m") == EstimateCorrections.range.upperBound)
    }

    @Test(arguments: [(100, 1000), (1000, 100), (0, 0), (-5, 1000)])
    func `small numbers teach nothing`(counted: Int, estimate: Int) {
        let corrections = EstimateCorrections()
        Self.learn(corrections, counted, of: estimate, times: 10)

        #expect(corrections.factor(upstream: "u", model: "m") == 1)
    }

    @Test func `names without end do not fill it`() {
        let corrections = EstimateCorrections()
        for number in 0..<2000 { Self.learn(corrections, 2000, of: 1000, model: "m\(number)") }

        #expect(corrections.factor(upstream: "u", model: "m1023") > 1)
        #expect(corrections.factor(upstream: "u", model: "m1024") == 1)
    }
}
