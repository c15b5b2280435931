import Journal
package import ProxyConfiguration
package import Translation

/// What the program would make of a request or of an answer to it: the same route, the same translation, nothing sent.
package struct OfflineTranslation: Sendable {
    package let config: Config
    package let catalog: ModelCatalog
    /// In place of the API that the mapping and the upstream say.
    package var dialect: DialectName?
    /// Asked of the first upstream in place of what is mapped; no rule's options apply then.
    package var model: String?

    package init(
        _ config: Config,
        catalog: ModelCatalog = .bundled,
        dialect: DialectName? = nil,
        model: String? = nil
    ) {
        self.config = config
        self.catalog = catalog.applying(config.catalog)
        self.dialect = dialect
        self.model = model
    }

    /// What would be sent for the request with this body.
    package func request(_ body: [UInt8]) throws(APIError) -> OfflineRequest {
        let plan = try plan(body, dialect: nil)
        guard !plan.isAnsweredHere else { return OfflineRequest(body: nil, notes: [.answeredHere]) }
        let translated = try translate(plan)
        return OfflineRequest(body: try JSONDocument(written: translated.body), notes: translated.notes)
    }

    /// What a client would be told of an answer, as a message or as a stream, whichever the answer is. Without the request nothing is
    /// known of names, tools and stop sequences: all names stay as they are, and all reasoning and searches are shown.
    ///
    /// Unless the API is given it is told from the answer, since that says more surely what was asked.
    package func answer(_ answer: RecordedAnswer, to request: [UInt8]?) throws(APIError) -> OfflineAnswer {
        let dialect: DialectName
        let context: ReplyContext
        if let request {
            let plan = try plan(request, dialect: answer.dialect)
            dialect = plan.dialect.name
            context = try translate(plan).reply
        } else {
            dialect = self.dialect ?? answer.dialect ?? DialectName(rule: nil, upstream: config.upstreams.first)
            context = neutralContext(answer)
        }
        return try OfflineAnswer(answer, Dialects.named(dialect).makeStreamMachine(context))
    }

    /// `dialect` is what the answer shows, where there is one.
    private func plan(_ body: [UInt8], dialect: DialectName?) throws(APIError) -> ExchangePlan {
        let request: MessagesRequest
        do throws(ExchangeFailure) {
            request = try MessagesRequest(
                body: body,
                purpose: .createMessage,
                maximumDepth: config.server.maxJSONDepth
            )
        } catch {
            throw APIError(error)
        }
        let route = try route(request.model)
        guard let upstream = config.upstream(named: route.upstream) else {
            throw APIError(ExchangeFailure.fault(.unconfiguredUpstream(route.upstream)))
        }
        return ExchangePlan(
            request,
            route,
            upstream,
            UpstreamConstants(upstream),
            catalog,
            dialect: self.dialect ?? dialect,
            messageID: Self.messageID,
            sessionID: request.metadata.sessionID,
            repairs: config.repairs
        )
    }

    private func route(_ asked: String) throws(APIError) -> Route {
        guard let model, let upstream = config.upstreams.first else {
            do throws(RoutingError) {
                return try RouteTable(config).route(asked)
            } catch {
                throw APIError(ExchangeFailure.unrouted(UnroutedModel(error)))
            }
        }
        return Route(
            asked: asked,
            upstream: upstream.name,
            model: model,
            dialect: DialectName(rule: nil, upstream: upstream),
            rule: ModelRule(match: asked, to: model, upstream: upstream.name),
            ruleIndex: 0,
            citation: "--model"
        )
    }

    private func translate(_ plan: ExchangePlan) throws(APIError) -> TranslatedRequest {
        do throws(InvalidRequest) {
            var translated = try plan.dialect.translate(plan.request, for: plan.target)
            translated.notes = plan.notes + translated.notes
            return translated
        } catch {
            throw APIError(ExchangeFailure.invalid(error))
        }
    }

    private func neutralContext(_ answer: RecordedAnswer) -> ReplyContext {
        let model = self.model ?? answer.model ?? "unknown"
        return ReplyContext(
            messageID: Self.messageID,
            requestedModel: model,
            upstreamModel: model,
            inputWindow: catalog.profile(for: model).inputWindow,
            sealScope: config.upstreams.first.map(SealScope.of) ?? "",
            offersWebSearch: true,
            argumentRules: ArgumentRules(config.repairs, tools: [])
        )
    }

    /// As for an answer in one piece in a running exchange.
    package static let answerLimit = ExchangeMachine.wholeBodyLimit

    /// Always the same, so that two runs give the same bytes.
    private static let messageID = ExchangeID(run: 0, sequence: 0).messageID
}

/// A request in the upstream's words, as far as it gets there.
package struct OfflineRequest: Sendable {
    /// Nil where the program would answer by itself.
    package let body: JSONDocument?
    package let notes: [TranslationNote]
}

/// An answer as the client would get it.
package struct OfflineAnswer: Sendable {
    package enum Body: Sendable {
        case whole(JSONDocument)
        case stream([UInt8])
    }

    package let body: Body
    package let notes: [TranslationNote]
    /// What the client is told in place of an answer, or of the rest of one.
    package let error: APIError?

    init(_ answer: RecordedAnswer, _ machine: any StreamMachine) throws(APIError) {
        var machine = machine
        var events: [MessageStreamEvent] = []
        switch answer.form {
        case .whole(let document): machine.receive(whole: document, into: &events)
        case .stream(let received):
            for event in received where !machine.hasEnded { machine.receive(event, into: &events) }
        }
        if !machine.hasEnded { machine.finish(into: &events) }
        var assembler = MessageAssembler()
        for event in events { assembler.receive(event) }
        var notes = machine.summary.notes
        switch answer.form {
        case .stream:
            var bytes: [UInt8] = []
            for event in events { event.appendServerSentEvent(to: &bytes) }
            body = .stream(bytes)
        case .whole:
            if machine.summary.failure == nil { notes += assembler.repairs.map(TranslationNote.init) }
            let json: [UInt8] =
                switch assembler.result {
                case .success(let message): message.json
                case .failure(let error): error.envelope
                }
            body = .whole(try JSONDocument(written: json))
        }
        self.notes = notes
        if case .failure(let error) = assembler.result { self.error = error } else { error = nil }
    }
}

extension JSONDocument {
    /// What this program has written: around what it was given, so it may be deeper than that may be.
    fileprivate convenience init(written bytes: [UInt8]) throws(APIError) {
        do throws(JSONSyntaxError) {
            try self.init(bytes, maximumDepth: 16_384)
        } catch {
            throw APIError(ExchangeFailure.fault(.unreadableTranslation(error)))
        }
    }
}
