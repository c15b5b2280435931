import Translation

/// Everything but the bodies, flat (docs/events.md). `outcome`, `attempts` and `error` are derived, for readers of the
/// log; they are not read back.
extension Exchange: Codable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(endpoint.rawValue, forKey: .endpoint)
        try container.encodeIfPresent(session, forKey: .session)
        try container.encodeIfPresent(client, forKey: .client)
        try container.encodeIfPresent(modelAsked, forKey: .modelAsked)
        try container.encodeIfPresent(modelSent, forKey: .modelSent)
        try container.encodeIfPresent(modelAnswered, forKey: .modelAnswered)
        try container.encodeIfPresent(destination?.upstream, forKey: .upstream)
        try container.encodeIfPresent(destination?.dialect.rawValue, forKey: .api)
        try container.encodeIfPresent(destination?.rule, forKey: .rule)
        try container.encode(outcome.state.rawValue, forKey: .state)
        try container.encode(outcome.label, forKey: .outcome)
        try container.encode(isStreamed, forKey: .streamed)
        try container.encode(date: arrivedAt, forKey: .arrivedAt)
        try container.encode(seconds: marks.sent, forKey: .sent)
        try container.encode(seconds: marks.firstByte, forKey: .firstByte)
        try container.encode(seconds: marks.firstToken, forKey: .firstToken)
        try container.encode(seconds: marks.finished, forKey: .finished)
        try container.encode(attempts.count, forKey: .attemptCount)
        if !attempts.isEmpty { try container.encode(attempts, forKey: .attempts) }
        if case .counted(let tokens, let isEstimate) = outcome {
            try container.encode(tokens, forKey: .countedTokens)
            try container.encode(isEstimate, forKey: .isEstimate)
        }
        try container.encodeIfPresent(estimatedInputTokens, forKey: .estimatedInputTokens)
        try container.encodeIfPresent(estimateCorrection, forKey: .estimateCorrection)
        try container.encodeIfPresent(usage, forKey: .usage)
        try container.encodeIfPresent(cost, forKey: .cost)
        try container.encodeIfPresent(outcome.error?.message, forKey: .error)
        try container.encodeIfPresent(outcome.failure, forKey: .failure)
        try container.encodeIfPresent(refusedBy, forKey: .refusedBy)
        try container.encodeIfPresent(outputLimit, forKey: .outputLimit)
        try container.encode(requestBytes, forKey: .requestBytes)
        try container.encode(answerBytes, forKey: .answerBytes)
        try container.encode(notes, forKey: .notes)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            id: try container.decode(ExchangeID.self, forKey: .id),
            endpoint: try container.decode(Endpoint.self, forKey: .endpoint),
            arrivedAt: try container.decodeDate(forKey: .arrivedAt)
        )
        session = try container.decodeIfPresent(String.self, forKey: .session)
        client = try container.decodeIfPresent(String.self, forKey: .client)
        modelAsked = try container.decodeIfPresent(String.self, forKey: .modelAsked)
        modelSent = try container.decodeIfPresent(String.self, forKey: .modelSent)
        modelAnswered = try container.decodeIfPresent(String.self, forKey: .modelAnswered)
        destination = try Destination(from: container)
        isStreamed = try container.decodeIfPresent(Bool.self, forKey: .streamed) ?? false
        marks = Marks(
            sent: try container.decodeSecondsIfPresent(forKey: .sent),
            firstByte: try container.decodeSecondsIfPresent(forKey: .firstByte),
            firstToken: try container.decodeSecondsIfPresent(forKey: .firstToken),
            finished: try container.decodeSecondsIfPresent(forKey: .finished)
        )
        attempts = try container.decodeIfPresent([Attempt].self, forKey: .attempts) ?? []
        estimatedInputTokens = try container.decodeIfPresent(Int.self, forKey: .estimatedInputTokens)
        estimateCorrection = try container.decodeIfPresent(Double.self, forKey: .estimateCorrection)
        usage = try container.decodeIfPresent(Usage.self, forKey: .usage)
        cost = try container.decodeIfPresent(Double.self, forKey: .cost)
        // A newer version may know more of these than this one.
        refusedBy = try? container.decodeIfPresent(RefusalSource.self, forKey: .refusedBy)
        outputLimit = try? container.decodeIfPresent(OutputLimit.self, forKey: .outputLimit)
        requestBytes = try container.decodeIfPresent(Int.self, forKey: .requestBytes) ?? 0
        answerBytes = try container.decodeIfPresent(Int.self, forKey: .answerBytes) ?? 0
        notes = try container.decodeIfPresent([TranslationNote].self, forKey: .notes) ?? []
        outcome = try Outcome(from: container)
    }
}

extension Exchange.Endpoint: Codable {}

extension Exchange.Destination {
    /// Nil where it was sent nowhere, or over an API that this version does not know.
    fileprivate init?(from container: KeyedDecodingContainer<Exchange.Key>) throws {
        guard let upstream = try container.decodeIfPresent(String.self, forKey: .upstream),
            let api = try container.decodeIfPresent(String.self, forKey: .api), let dialect = DialectName(rawValue: api)
        else { return nil }
        let rule = try container.decodeIfPresent(String.self, forKey: .rule)
        self.init(upstream: upstream, dialect: dialect, rule: rule)
    }
}

extension Exchange.Outcome {
    /// What became of an exchange, without what varies.
    package enum State: String, Sendable, CaseIterable {
        case running, finished, failed, refused, cancelled, counted
    }

    package var state: State {
        switch self {
        case .running: .running
        case .finished: .finished
        case .failed: .failed
        case .refused: .refused
        case .cancelled: .cancelled
        case .counted: .counted
        }
    }

    fileprivate init(from container: KeyedDecodingContainer<Exchange.Key>) throws {
        let name = try container.decode(String.self, forKey: .state)
        switch State(rawValue: name) {
        case .running?: self = .running
        case .finished?:
            // A stop reason that is not known is the end of the turn, as everywhere.
            let reason = try container.decode(String.self, forKey: .outcome)
            self = .finished(StopReason(rawValue: reason) ?? .endTurn)
        case .failed?: self = .failed(try container.decode(ExchangeFailure.self, forKey: .failure))
        case .refused?: self = .refused(try container.decode(ExchangeFailure.self, forKey: .failure))
        case .cancelled?: self = .cancelled
        case .counted?:
            self = .counted(
                tokens: try container.decode(Int.self, forKey: .countedTokens),
                isEstimate: try container.decode(Bool.self, forKey: .isEstimate)
            )
        case nil:
            throw DecodingError.dataCorruptedError(
                forKey: .state,
                in: container,
                debugDescription: "the state \(name) is not known"
            )
        }
    }
}

extension Exchange.Attempt: Codable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(seconds: began, forKey: .began)
        try container.encodeIfPresent(status, forKey: .status)
        try container.encodeIfPresent(upstreamRequestID, forKey: .upstreamRequestID)
        try container.encodeIfPresent(failure, forKey: .failure)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            status: try container.decodeIfPresent(Int.self, forKey: .status),
            failure: try container.decodeIfPresent(ExchangeFailure.self, forKey: .failure),
            upstreamRequestID: try container.decodeIfPresent(String.self, forKey: .upstreamRequestID),
            began: try container.decodeSeconds(forKey: .began)
        )
    }
}
