import NIOCore
import ProxyConfiguration
import Translation

extension ExchangePlan {
    /// The request in the upstream's words, with what earlier exchanges and this one have taught.
    func prepared(
        _ adjustments: ExchangeAction.Adjustments,
        _ services: ExchangeServices
    ) throws(InvalidRequest) -> PreparedAttempt {
        var target = target
        services.applyLearned(to: &target, upstream: upstream.name)
        target.refusedParameters.formUnion(adjustments.leftOut)
        target.dropsReasoning = adjustments.dropsReasoning
        let translated = try dialect.translate(request, for: target)
        return PreparedAttempt(
            translated: translated,
            leftOut: target.refusedParameters,
            outputLimit: outputLimit(for: target),
            body: ByteBuffer(bytes: translated.body)
        )
    }
}
