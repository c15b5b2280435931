import Translation

// What earlier exchanges have taught about an upstream's models.
extension ExchangeServices {
    /// Adds what is known of the target's model.
    func applyLearned(to target: inout TranslationTarget, upstream: String) {
        target.refusedParameters.formUnion(refusals.parameters(upstream: upstream, model: target.model))
        target.refusedEfforts = refusals.efforts(upstream: upstream, model: target.model)
        target.estimateCorrection = corrections.factor(upstream: upstream, model: target.model)
    }

    /// Takes in how many tokens the upstream has counted for a request. Searches put what they find into the input, so
    /// nothing is learnt where one was possible.
    func learn(counted: Int, _ context: ReplyContext, upstream: String) {
        guard !context.offersWebSearch else { return }
        corrections.learn(
            counted: counted,
            estimate: context.estimatedInputTokens,
            factor: context.estimateCorrection,
            upstream: upstream,
            model: context.upstreamModel
        )
    }
}
