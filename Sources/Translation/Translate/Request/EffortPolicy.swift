/// Decides how hard the model is asked to think.
///
/// The first of these that says something decides: the configuration; thinking switched off (the lowest effort there
/// is); `output_config.effort`, of the request or of a later message; the thinking budget; few tokens and no word of thinking (the lowest again, or the
/// answer's tokens vanish into reasoning). Otherwise nothing is sent and the model does as it does by itself.
public enum EffortPolicy {
    /// Nil sends nothing.
    static func effort(
        for request: MessagesRequest,
        profile: ModelProfile,
        dialect: DialectName,
        options: TargetOptions,
        refused: Set<Effort> = [],
        notes: inout [TranslationNote]
    ) -> Effort? {
        var decision = EffortDecision(
            request: request,
            profile: profile,
            dialect: dialect,
            options: options,
            refused: refused
        )
        let effort = decision.make()
        notes += decision.notes
        return effort
    }

    /// The nearest effort that is allowed: what is weaker than `low` rises, everything else sinks while it can.
    static func nearest(to asked: Effort, among allowed: [Effort]) -> Effort? {
        if allowed.contains(asked) { return asked }
        let weaker = allowed.last { $0 < asked }
        let stronger = allowed.first { $0 > asked }
        return asked < .low ? stronger ?? weaker : weaker.flatMap { $0 < .low ? nil : $0 } ?? stronger ?? weaker
    }

    /// What a budget of thinking tokens amounts to.
    static func effort(budgetTokens: Int) -> Effort {
        switch budgetTokens {
        case ...0: .none
        case ...512: .minimal
        case ...1024: .low
        case ...8192: .medium
        case ...24576: .high
        default: .xhigh
        }
    }
}

/// One decision, with what it left out or changed on the way.
private struct EffortDecision {
    let request: MessagesRequest
    let profile: ModelProfile
    let dialect: DialectName
    let options: TargetOptions
    /// By this upstream for this model, whatever the catalog says.
    let refused: Set<Effort>
    var notes: [TranslationNote] = []

    /// An effort somebody asked for, and where.
    struct Preference {
        var effort: Effort
        var kind = TranslationNote.Kind.map
        var source: String?
        var reason: String
        var rule: String?
    }

    /// Answers this short leave no room for reasoning: auto mode's checks ask for 64 and 2,112 tokens.
    static let fewTokens = 1...4096

    /// What the model takes on this API, weakest first. Chat Completions does not know `max`.
    var allowed: [Effort] {
        switch dialect {
        case .responses: profile.efforts.filter { !refused.contains($0) }
        case .chat: profile.efforts.filter { $0 != .max && !refused.contains($0) }
        }
    }

    var target: String {
        switch dialect {
        case .responses: "reasoning.effort"
        case .chat: "reasoning_effort"
        }
    }

    mutating func make() -> Effort? {
        let others = request.effortsNotInForce
        for effort in others.replaced {
            if effort.string == request.effort?.string {
                note(.map, from: effort.path, "a later message sets the same effort")
            } else {
                note(.drop, from: effort.path, "a later message sets another effort")
            }
        }
        for effort in others.pending { note(.drop, from: effort.path, "in force from the user's next turn on") }
        guard profile.reasons else { return withoutReasoning() }
        if case .unrecognized(let mode) = request.thinking?.mode {
            note(
                .lossy,
                from: thinkingPath,
                "thinking mode \"\(mode.prefix(40))\" is unknown here and taken as adaptive"
            )
        }
        guard let preference = configured() ?? disabled() ?? requested() ?? fromBudget() ?? minimumForShortAnswer()
        else {
            return withoutPreference()
        }
        let effort = apply(preference)
        noteMode()
        return effort
    }

    // MARK: Who decides, in order

    private mutating func configured() -> Preference? {
        guard let text = options.effort else { return nil }
        guard let effort = Effort(rawValue: text) else {
            note(.drop, from: nil, "\"\(text.prefix(40))\" in the configuration is no effort", rule: options.rule)
            return nil
        }
        let source = request.effort?.path ?? budgetPath ?? (isDisabled ? thinkingPath : nil)
        if source != nil, request.effort != nil { dropBudget(because: "the configuration decides the effort") }
        return Preference(
            effort: effort,
            kind: source == nil ? .add : .map,
            source: source,
            reason: "the configuration sets effort \"\(effort.rawValue)\"",
            rule: options.rule
        )
    }

    private mutating func disabled() -> Preference? {
        guard isDisabled, let lowest = allowed.first else { return nil }
        if let effort = request.effort { note(.drop, from: effort.path, "thinking is disabled") }
        let what = request.thinking?.mode == .betweenTools ? "off but for reports between tools" : "disabled"
        return Preference(
            effort: lowest,
            kind: request.thinking?.mode == .betweenTools ? .lossy : .map,
            source: thinkingPath,
            reason: "thinking is \(what): \"\(lowest.rawValue)\" is the least \(profile.name) can do"
        )
    }

    private mutating func requested() -> Preference? {
        guard let value = request.effort else { return nil }
        guard let effort = value.string.flatMap(Effort.init) else {
            let found = value.string.map { "\"\($0.prefix(40))\"" } ?? value.kind.name
            note(.drop, from: value.path, "\(found) is no effort this program knows")
            return nil
        }
        dropBudget(because: "\(value.path) decides")
        return Preference(effort: effort, source: value.path, reason: "effort \"\(effort.rawValue)\"")
    }

    private func fromBudget() -> Preference? {
        guard case .enabled(let tokens) = request.thinking?.mode, let budgetPath else { return nil }
        let effort = EffortPolicy.effort(budgetTokens: tokens)
        return Preference(
            effort: effort,
            source: budgetPath,
            reason: "\(tokens) tokens of thinking are effort \"\(effort.rawValue)\""
        )
    }

    private func minimumForShortAnswer() -> Preference? {
        guard request.thinking == nil, Self.fewTokens.contains(request.maxTokens), let lowest = allowed.first
        else { return nil }
        return Preference(
            effort: lowest,
            kind: .add,
            reason: "no thinking was asked for and \(request.maxTokens) tokens are few: "
                + "the least effort leaves them to the answer"
        )
    }

    // MARK: What becomes of it

    private mutating func apply(_ preference: Preference) -> Effort? {
        guard let nearest = EffortPolicy.nearest(to: preference.effort, among: allowed) else {
            note(
                .drop,
                from: preference.source,
                "\(profile.name) has refused every effort before",
                rule: preference.rule
            )
            return nil
        }
        if refusesThinkingWithTools, nearest != .none {
            note(.lossy, from: preference.source, refusal, rule: preference.rule, to: target)
            return Effort.none
        }
        var reason = preference.reason
        if nearest != preference.effort {
            let list = allowed.map(\.rawValue).joined(separator: ", ")
            reason += ", sent as \"\(nearest.rawValue)\": \(profile.name) "
            reason += refused.contains(preference.effort) ? "has refused it before" : "takes \(list) here"
        }
        note(preference.kind, from: preference.source, reason, rule: preference.rule, to: target)
        return nearest
    }

    private mutating func withoutPreference() -> Effort? {
        if refusesThinkingWithTools, profile.defaultEffort != Effort.none {
            let asks = request.thinking != nil
            note(asks ? .lossy : .add, from: asks ? thinkingPath : nil, refusal, to: target)
            return Effort.none
        }
        if request.thinking != nil {
            note(.map, from: thinkingPath, "adaptive thinking is what \(profile.name) does when no effort is sent")
        }
        return nil
    }

    /// Whether to think at all, where only how hard to think has been noted.
    private mutating func noteMode() {
        guard let path = thinkingPath, !notes.contains(where: { $0.source?.hasPrefix(path) == true }) else { return }
        if isDisabled {
            note(.drop, from: path, "the configuration decides the effort", rule: options.rule)
        } else {
            note(.map, from: path, "whether and how much to think is in the effort", to: target)
        }
    }

    /// A model that does not reason is asked for nothing; one that the catalog does not know is the configuration's
    /// affair.
    private mutating func withoutReasoning() -> Effort? {
        let configured = options.effort.flatMap(Effort.init)
        let isConfigured = configured != nil && !profile.isKnown
        let reason = isConfigured ? "the configuration decides the effort" : "\(profile.name) does not reason"
        if let effort = request.effort { note(.drop, from: effort.path, reason) }
        if request.thinking != nil { note(.drop, from: thinkingPath, reason) }
        guard let text = options.effort else { return nil }
        guard isConfigured else {
            note(.drop, from: nil, "effort \"\(text.prefix(40))\" is not sent: \(reason)", rule: options.rule)
            return nil
        }
        note(.add, from: nil, "the configuration sets effort \"\(text)\"", rule: options.rule, to: target)
        return configured
    }

    // MARK: Parts

    /// On Chat Completions newer models take function tools only while they do not reason.
    private var refusesThinkingWithTools: Bool {
        switch dialect {
        case .responses: false
        case .chat: profile.refusesToolsOnChat && !request.tools.isEmpty && allowed.contains(.none)
        }
    }

    private var refusal: String {
        "\(profile.name) takes tools on Chat Completions only with effort \"none\""
    }

    private var isDisabled: Bool {
        request.thinking?.mode == .disabled || request.thinking?.mode == .betweenTools
    }

    private var thinkingPath: String? { request.thinking?.source.path }

    private var budgetPath: String? { request.thinking?.source.present("budget_tokens")?.path }

    private mutating func dropBudget(because reason: String) {
        if let budgetPath { note(.drop, from: budgetPath, reason) }
    }

    private mutating func note(
        _ kind: TranslationNote.Kind,
        from source: String?,
        _ reason: String,
        rule: String? = nil,
        to target: String? = nil
    ) {
        notes.append(TranslationNote(kind, from: source, to: target, reason, rule: rule))
    }
}
