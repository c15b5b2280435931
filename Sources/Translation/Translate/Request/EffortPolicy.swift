/// Decides the effort of a request.
///
/// The first of these that is set decides: the configuration; disabled thinking (the lowest effort);
/// `output_config.effort` of the request or of a later message; the thinking budget; few tokens without any thinking
/// setting (the lowest effort, or reasoning would use up the answer's tokens). Otherwise nothing is sent, and the model
/// uses its default.
public enum EffortPolicy {
    /// Nil sends nothing.
    static func effort(
        for request: MessagesRequest,
        profile: ModelProfile,
        traits: DialectTraits,
        options: TargetOptions,
        refused: Set<Effort> = [],
        notes: inout [TranslationNote]
    ) -> Effort? {
        var decision = EffortDecision(
            request: request,
            profile: profile,
            traits: traits,
            options: options,
            refused: refused
        )
        let effort = decision.make()
        notes += decision.notes
        return effort
    }

    /// The nearest allowed effort: below `low` the next higher one, otherwise the next lower one if there is one.
    static func nearest(to asked: Effort, among allowed: [Effort]) -> Effort? {
        if allowed.contains(asked) { return asked }
        let weaker = allowed.last { $0 < asked }
        let stronger = allowed.first { $0 > asked }
        return asked < .low ? stronger ?? weaker : weaker.flatMap { $0 < .low ? nil : $0 } ?? stronger ?? weaker
    }

    /// The effort for a budget of thinking tokens.
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

/// One decision, with notes on what it dropped or changed.
private struct EffortDecision {
    let request: MessagesRequest
    let profile: ModelProfile
    let traits: DialectTraits
    let options: TargetOptions
    /// Efforts that this upstream has refused for this model, in addition to the catalog.
    let refused: Set<Effort>
    var notes: [TranslationNote] = []

    /// A requested effort and its place.
    struct Preference {
        var effort: Effort
        var kind = TranslationNote.Kind.map
        var source: JSONPath?
        var reason: NoteReason
        var rule: String?
    }

    /// Shorter answers leave no room for reasoning: auto mode's checks ask for 64 and 2,112 tokens.
    static let fewTokens = 1...4096

    /// The model's efforts on this API, weakest first. Chat Completions does not know `max`.
    var allowed: [Effort] {
        profile.efforts.filter { !traits.unknownEfforts.contains($0) && !refused.contains($0) }
    }

    var target: JSONPath { traits.effort }

    mutating func make() -> Effort? {
        let others = request.effortsNotInForce
        for effort in others.replaced {
            if effort.string == request.effort?.string {
                note(.map, from: effort.place, .effortRepeated)
            } else {
                note(.drop, from: effort.place, .effortReplaced)
            }
        }
        for effort in others.pending { note(.drop, from: effort.place, .effortPending) }
        guard profile.reasons else { return withoutReasoning() }
        if case .unrecognized(let mode) = request.thinking?.mode {
            note(.lossy, from: thinkingPlace, .thinkingModeUnknown, .value(mode.prefix(40)))
        }
        guard let preference = configured() ?? disabled() ?? requested() ?? fromBudget() ?? minimumForShortAnswer()
        else {
            return withoutPreference()
        }
        let effort = apply(preference)
        noteMode()
        return effort
    }

    // MARK: Sources, in order

    private mutating func configured() -> Preference? {
        guard let text = options.effort else { return nil }
        guard let effort = Effort(rawValue: text) else {
            note(.drop, from: nil, .effortConfiguredUnknown, .value(text.prefix(40)), rule: options.rule)
            return nil
        }
        let source = request.effort?.place ?? budgetPlace ?? (isDisabled ? thinkingPlace : nil)
        if source != nil, request.effort != nil { dropBudget(because: .configurationDecidesEffort) }
        return Preference(
            effort: effort,
            kind: source == nil ? .add : .map,
            source: source,
            reason: NoteReason(.effortConfigured, .effort(effort.rawValue)),
            rule: options.rule
        )
    }

    private mutating func disabled() -> Preference? {
        guard isDisabled, let lowest = allowed.first else { return nil }
        if let effort = request.effort { note(.drop, from: effort.place, .thinkingDisabled) }
        let isPartly = request.thinking?.mode == .betweenTools
        return Preference(
            effort: lowest,
            kind: isPartly ? .lossy : .map,
            source: thinkingPlace,
            reason: NoteReason(
                isPartly ? .effortLeastBetweenTools : .effortLeast,
                .effort(lowest.rawValue),
                .model(profile.name)
            )
        )
    }

    private mutating func requested() -> Preference? {
        guard let value = request.effort else { return nil }
        guard let effort = value.string.flatMap(Effort.init) else {
            if let word = value.string {
                note(.drop, from: value.place, .effortUnknown, .value(word.prefix(40)))
            } else {
                note(.drop, from: value.place, .effortNotText, .kind(value.kind))
            }
            return nil
        }
        dropBudget(because: .effortDecides)
        return Preference(
            effort: effort,
            source: value.place,
            reason: NoteReason(.effortAsked, .effort(effort.rawValue))
        )
    }

    private func fromBudget() -> Preference? {
        guard case .enabled(let tokens) = request.thinking?.mode, let budgetPlace else { return nil }
        let effort = EffortPolicy.effort(budgetTokens: tokens)
        return Preference(
            effort: effort,
            source: budgetPlace,
            reason: NoteReason(.effortFromBudget, .count(tokens), .effort(effort.rawValue))
        )
    }

    private func minimumForShortAnswer() -> Preference? {
        guard request.thinking == nil, Self.fewTokens.contains(request.maxTokens), let lowest = allowed.first
        else { return nil }
        return Preference(
            effort: lowest,
            kind: .add,
            reason: NoteReason(.effortForShortAnswer, .count(request.maxTokens))
        )
    }

    // MARK: Result

    private mutating func apply(_ preference: Preference) -> Effort? {
        guard let nearest = EffortPolicy.nearest(to: preference.effort, among: allowed) else {
            note(.drop, from: preference.source, .effortEachRefused, .model(profile.name), rule: preference.rule)
            return nil
        }
        if refusesThinkingWithTools, nearest != .none {
            note(.lossy, from: preference.source, refusal, rule: preference.rule, to: target)
            return Effort.none
        }
        var reason = preference.reason
        if nearest != preference.effort {
            if reason[.model] == nil { reason.parameters.append(.model(profile.name)) }
            reason.parameters.append(.sent(nearest.rawValue))
            if !refused.contains(preference.effort) { reason.parameters.append(.allowed(allowed.map(\.rawValue))) }
        }
        note(preference.kind, from: preference.source, reason, rule: preference.rule, to: target)
        return nearest
    }

    private mutating func withoutPreference() -> Effort? {
        if refusesThinkingWithTools, profile.defaultEffort != Effort.none {
            let asks = request.thinking != nil
            note(asks ? .lossy : .add, from: asks ? thinkingPlace : nil, refusal, to: target)
            return Effort.none
        }
        if request.thinking != nil {
            note(.map, from: thinkingPlace, .thinkingAdaptive, .model(profile.name))
        }
        return nil
    }

    /// Notes whether to think at all, if only the effort has a note.
    private mutating func noteMode() {
        guard let place = thinkingPlace, !notes.contains(where: { $0.source?.isWithin(place) == true }) else { return }
        if isDisabled {
            note(.drop, from: place, .configurationDecidesEffort, rule: options.rule)
        } else {
            note(.map, from: place, .thinkingInEffort, to: target)
        }
    }

    /// A model that does not reason gets no effort. For a model that is not in the catalog the configuration decides.
    private mutating func withoutReasoning() -> Effort? {
        let configured = options.effort.flatMap(Effort.init)
        let isConfigured = configured != nil && !profile.isKnown
        let reason =
            isConfigured
            ? NoteReason(.configurationDecidesEffort) : NoteReason(.modelDoesNotReason, .model(profile.name))
        if let effort = request.effort { note(.drop, from: effort.place, reason) }
        if request.thinking != nil { note(.drop, from: thinkingPlace, reason) }
        guard let text = options.effort else { return nil }
        guard isConfigured else {
            let notSent = NoteReason(
                .effortConfiguredNotSent,
                .effort(String(text.prefix(40))),
                .model(profile.name)
            )
            note(.drop, from: nil, notSent, rule: options.rule)
            return nil
        }
        note(.add, from: nil, .effortConfigured, .effort(text), rule: options.rule, to: target)
        return configured
    }

    // MARK: Parts

    /// On Chat Completions newer models take function tools only while they do not reason.
    private var refusesThinkingWithTools: Bool {
        traits.mayRefuseToolsWithReasoning && profile.refusesToolsOnChat && !request.tools.isEmpty
            && allowed.contains(.none)
    }

    private var refusal: NoteReason { NoteReason(.effortNoneForTools, .model(profile.name)) }

    private var isDisabled: Bool {
        request.thinking?.mode == .disabled || request.thinking?.mode == .betweenTools
    }

    private var thinkingPlace: JSONPath? { request.thinking?.source.place }

    private var budgetPlace: JSONPath? { request.thinking?.source.present("budget_tokens")?.place }

    private mutating func dropBudget(because code: NoteCode) {
        if let budgetPlace { note(.drop, from: budgetPlace, code) }
    }

    private mutating func note(
        _ kind: TranslationNote.Kind,
        from source: JSONPath?,
        _ reason: NoteReason,
        rule: String? = nil,
        to target: JSONPath? = nil
    ) {
        notes.append(TranslationNote(kind, from: source, to: target, reason, rule: rule))
    }

    private mutating func note(
        _ kind: TranslationNote.Kind,
        from source: JSONPath?,
        _ code: NoteCode,
        _ parameters: NoteParameter...,
        rule: String? = nil,
        to target: JSONPath? = nil
    ) {
        note(kind, from: source, NoteReason(code, parameters), rule: rule, to: target)
    }
}
