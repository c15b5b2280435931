import Synchronization

/// How far estimates of a model's input have been from what its upstream counted, learnt from every answer.
///
/// A mean in which old answers weigh less and less, so that a model that counts otherwise than expected is met after a
/// few of them, and one odd answer moves little.
package final class EstimateCorrections: Sendable {
    private struct Key: Hashable {
        var upstream: String
        var model: String
    }

    /// What a correction may be. The estimate is at least 0.95 of the truth for every text that it was tried on; the
    /// lower end keeps it at 0.9.
    package static let range = 0.95...2.5
    /// One answer's ratio, however odd, counts as one of these.
    private static let credible = 0.5...3.0
    private static let weightOfOne = 0.2
    /// With fewer tokens the ratio says more of what surrounds a request than of its text.
    private static let fewTokens = 200
    /// Clients may name models where a pattern passes names on.
    private static let modelLimit = 1024
    private let means = Mutex<[Key: Double]>([:])

    package init() {}

    /// The factor for an estimate; 1 as long as nothing is known.
    package func factor(upstream: String, model: String) -> Double {
        let mean = means.withLock { $0[Key(upstream: upstream, model: model)] } ?? 1
        return min(max(mean, Self.range.lowerBound), Self.range.upperBound)
    }

    /// Takes in that `counted` tokens had been estimated as `estimate`, which was multiplied with `factor` already.
    package func learn(counted: Int, estimate: Int, factor: Double, upstream: String, model: String) {
        guard counted >= Self.fewTokens, estimate >= Self.fewTokens, factor > 0 else { return }
        let ratio = Double(counted) / (Double(estimate) / factor)
        let credible = min(max(ratio, Self.credible.lowerBound), Self.credible.upperBound)
        means.withLock { means in
            let key = Key(upstream: upstream, model: model)
            guard means[key] != nil || means.count < Self.modelLimit else { return }
            let mean = means[key] ?? 1
            means[key] = mean + Self.weightOfOne * (credible - mean)
        }
    }
}
