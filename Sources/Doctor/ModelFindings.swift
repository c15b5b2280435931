import Journal
import ProxyConfiguration
import Translation

/// Whether each upstream has the models that are mapped to it, and what they can do.
struct ModelFindings: Sendable {
    private let config: Config
    private let catalog: ModelCatalog
    private let probe: UpstreamProbe

    init(_ config: Config, _ catalog: ModelCatalog, _ probe: UpstreamProbe) {
        self.config = config
        self.catalog = catalog
        self.probe = probe
    }

    /// Each model of each upstream once, in the order of the rules; patterns have no name to ask for. `saysAll` is for
    /// more than whether it is there.
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

    /// Good news of one model is one line.
    private func together(_ presence: Finding?, _ ability: Finding?) -> [Finding] {
        guard let presence, let ability, presence.level == .good, ability.level == .good else {
            return [presence, ability].compactMap(\.self)
        }
        return [.good(.model, "\(presence.message) \(ability.message)")]
    }

    // MARK: Is it there?

    /// Nil where nobody can say.
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
        if names.contains(model.name) { return .good(.model, "\(model.name) is there.") }
        // A list may be short of what the upstream has: aliases, fine-tuned models, models of a router.
        switch await probe.has(model.name, upstream) {
        case true?: return .good(.model, "\(model.name) is there.")
        case false?: return missing(model, upstream, names)
        case nil: return names.isEmpty ? nil : missing(model, upstream, names)
        }
    }

    private func missing(_ model: MappedModel, _ upstream: UpstreamSettings, _ names: [String]) -> Finding {
        let message =
            "The upstream \"\(upstream.name)\" has no model \"\(model.name)\", to which \(model.match) is mapped "
            + "(\(model.place))."
        let remedy =
            NearMiss.nearest(to: model.name, among: names).map { "Did you mean \"\($0)\"? Write that there." }
            ?? (names.isEmpty ? "Write the name of one that it has." : "Write one that it has: \(Self.few(names)).")
        guard upstream.isOpenAI else {
            let doubt = "\(remedy) (A server with one model may take any name.)"
            return .warning(.model, message, remedy: doubt)
        }
        return .failure(.model, .wrongConfiguration, message, remedy: remedy)
    }

    private static func few(_ names: [String]) -> String {
        let shown = names.prefix(6).map { LogText.line(String($0.prefix(80))) }.joined(separator: ", ")
        return names.count > 6 ? "\(shown) and \(names.count - 6) more" : shown
    }

    // MARK: What can it do?

    private func ability(_ model: MappedModel, _ upstream: UpstreamSettings) -> Finding {
        let profile = catalog.profile(for: model.name)
        let dialect = DialectName(rule: model.rule, upstream: upstream)
        let reasoning =
            profile.reasons
            ? "reasons (\(profile.efforts.map(\.rawValue).joined(separator: ", ")))" : "does not reason"
        guard profile.isKnown || config.describes(model.name) else {
            return .remark(
                .model,
                """
                \(model.name) is not in the catalog: it is taken for a model that \(reasoning), calls tools and takes \
                \(profile.inputWindow) tokens.
                """,
                remedy: "If that is not so, say what it is under `catalog` in config.yaml."
            )
        }
        guard profile.dialects.contains(dialect) else {
            let other = dialect == .chat ? DialectName.responses : .chat
            return .warning(
                .model,
                "\(model.name) is asked by \(dialect.title), which it is not offered on (\(model.place)).",
                remedy: config.source.remedy(asking: model.name, by: other, of: upstream)
            )
        }
        if dialect == .chat, profile.refusesToolsOnChat {
            return .warning(
                .model,
                "\(model.name) calls tools on Chat Completions only without reasoning (\(model.place)).",
                remedy: upstream.isOpenAI
                    ? config.source.remedy(asking: model.name, by: .responses, of: upstream)
                    : "Nothing, or map to another model."
            )
        }
        return .good(
            .model,
            "By the catalog, \(model.name) calls tools, streams, \(reasoning) and takes "
                + "\(profile.inputWindow) tokens (\(dialect.title))."
        )
    }
}

/// A model that requests are sent to, and the first rule that says so.
struct MappedModel: Sendable, Equatable {
    var upstream: String
    var name: String
    var match: String
    /// `config.yaml:14`
    var place: String
    var rule: ModelRule
}

extension Config {
    /// Whether `catalog:` says what the model is, so that nothing of it is a guess.
    func describes(_ model: String) -> Bool {
        catalog.contains { $0.name == model }
    }

    /// Each once, in the order of the rules. What a pattern passes on as it came has no name yet.
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

extension DialectName {
    var title: String {
        switch self {
        case .chat: "Chat Completions"
        case .responses: "Responses"
        }
    }
}
