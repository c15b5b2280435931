package import ProxyConfiguration
import Translation

/// Whether each upstream has the models that are mapped to it, and what those can do.
struct ModelFindings: Sendable {
    private let config: Config
    private let catalog: ModelCatalog
    private let probe: UpstreamProbe

    init(_ config: Config, _ catalog: ModelCatalog, _ probe: UpstreamProbe) {
        self.config = config
        self.catalog = catalog
        self.probe = probe
    }

    /// Each model of each upstream once, in the order of the rules; patterns have no name to ask for. `saysAll` adds
    /// what it can do.
    func examine(
        _ answers: [(UpstreamSettings, UpstreamProbe.Answer)],
        saysAll: Bool
    ) async -> [Finding] {
        await withTaskGroup(of: (Int, [Finding]).self) { tasks in
            for (index, model) in config.mappedModels.enumerated() {
                guard let (upstream, answer) = answers.first(where: { $0.0.name == model.upstream }) else { continue }
                tasks.addTask {
                    let presence = await presence(of: model, upstream, answer.outcome)
                    return (index, together(presence, saysAll ? ability(model, upstream) : nil))
                }
            }
            var findings: [Int: [Finding]] = [:]
            for await (index, found) in tasks { findings[index] = found }
            return findings.sorted { $0.key < $1.key }.flatMap(\.value)
        }
    }

    /// Two good findings about one model are one.
    private func together(_ presence: Finding?, _ ability: Finding?) -> [Finding] {
        if let presence, let ability, case .model(.available, let model) = presence.code,
            case .model(.able(let facts), _) = ability.code
        {
            return [.good(.model(.availableAndAble(facts), model))]
        }
        return [presence, ability].compactMap(\.self)
    }

    // MARK: Presence

    /// Nil where that cannot be found out.
    private func presence(
        of model: MappedModel,
        _ upstream: UpstreamSettings,
        _ outcome: UpstreamProbe.Outcome
    ) async -> Finding? {
        let names: [String]
        switch outcome {
        case .models(let listed): names = listed
        case .mayNotList: names = []
        case .keyRefused, .unlisted, .noAPI, .status, .unreached: return nil
        }
        if names.contains(model.name) { return .good(.model(.available, model)) }
        // A list may lack what the upstream has: aliases, fine-tuned models, models of a router.
        switch await probe.has(model.name, upstream) {
        case true?: return .good(.model(.available, model))
        case false?: return missing(model, upstream, names)
        case nil: return names.isEmpty ? nil : missing(model, upstream, names)
        }
    }

    private func missing(_ model: MappedModel, _ upstream: UpstreamSettings, _ names: [String]) -> Finding {
        let nearest = NearMiss.nearest(to: model.name, among: names)
        let isCertain = upstream.server.listsEveryModel
        let code = FindingCode.model(.missing(nearest: nearest, names: names, isCertain: isCertain), model)
        return isCertain ? .failure(.wrongConfiguration, code) : .warning(code)
    }

    // MARK: Ability

    /// Nil where requests are passed on: then nothing of them depends on what the catalog knows.
    private func ability(_ model: MappedModel, _ upstream: UpstreamSettings) -> Finding? {
        let profile = catalog.profile(for: model.name)
        let dialect = DialectName(rule: model.rule, upstream: upstream)
        guard !dialect.traits.passesRequestsOn else { return nil }
        let ability = ModelAbility(profile, dialect)
        func change(to dialect: DialectName) -> DialectChange {
            DialectChange(to: dialect, model: model.name, of: upstream, in: config.source)
        }
        guard profile.isKnown || config.describes(model.name) else { return .note(.model(.unknown(ability), model)) }
        guard profile.dialects.contains(dialect) else {
            let other = profile.dialects.first ?? dialect
            return .warning(.model(.wrongAPI(dialect, change: change(to: other)), model))
        }
        if dialect.traits.mayRefuseToolsWithReasoning, profile.refusesToolsOnChat {
            let other = upstream.server.apis.first { !$0.traits.mayRefuseToolsWithReasoning }
            let change = other.map(change)
            return .warning(.model(.toolsWithoutReasoning(change: change), model))
        }
        return .good(.model(.able(ability), model))
    }
}

/// A model that requests are sent to, and the first rule that maps to it.
package struct MappedModel: Sendable, Equatable {
    package var upstream: String
    package var name: String
    package var match: String
    /// `config.yaml:14`
    package var place: String
    package var rule: ModelRule
}

extension Config {
    /// Whether `catalog:` describes the model, so that nothing about it is assumed.
    func describes(_ model: String) -> Bool {
        catalog.contains { $0.name == model }
    }

    /// Each once, in the order of the rules. A name that a pattern passes on is not known yet.
    var mappedModels: [MappedModel] {
        var models: [MappedModel] = []
        for (index, rule) in self.models.enumerated() where !rule.to.contains("*") {
            guard !models.contains(where: { $0.upstream == rule.upstream && $0.name == rule.to }) else { continue }
            let place = RouteTable.citation(of: rule, at: index, source: source)
            models.append(
                MappedModel(upstream: rule.upstream, name: rule.to, match: rule.match, place: place, rule: rule)
            )
        }
        return models
    }
}
