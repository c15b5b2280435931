package import Journal
package import ProxyConfiguration
package import Translation

/// Reads and routes requests and starts their exchanges: where the edge ends and the translation begins.
package struct MessagesBridge: Sendable {
    package let config: Config
    package let routes: RouteTable
    package let catalog: ModelCatalog
    package let services: ExchangeServices
    package let ids: ExchangeIDs
    /// What is the same for each request to an upstream, by the upstream's name.
    private let constants: [String: UpstreamConstants]

    package init(config: Config, catalog: ModelCatalog, services: ExchangeServices, ids: ExchangeIDs) {
        self.config = config
        routes = RouteTable(config)
        self.catalog = catalog
        self.services = services
        self.ids = ids
        constants = Dictionary(config.upstreams.map { ($0.name, UpstreamConstants($0)) }) { first, _ in first }
    }

    /// A request that cannot be sent is refused here; the refusal is on record like any other exchange.
    func begin(_ client: ClientRequest) throws(ExchangeFailure) -> ExchangeStart {
        var recorder = makeRecorder(client, .messages)
        do throws(ExchangeFailure) {
            let plan = try plan(client, .createMessage, &recorder)
            guard !plan.isAnsweredHere else { return .answered(cacheWarming(plan, &recorder)) }
            let keyMask = constants(of: plan.upstream).keyMask
            return .running(RunningExchange(plan: plan, recorder: recorder, keyMask: keyMask))
        } catch {
            refuse(&recorder, error)
            throw error
        }
    }

    func makeRecorder(_ client: ClientRequest, _ endpoint: Exchange.Endpoint) -> ExchangeRecorder {
        var exchange = Exchange(id: client.id, endpoint: endpoint, arrivedAt: services.clock.date())
        exchange.session = client.header("x-claude-code-session-id")
        exchange.client = client.header("user-agent")
        exchange.requestBytes = client.body.count
        var recorder = ExchangeRecorder(exchange, clock: services.clock, bus: services.bus, ring: services.ring)
        recorder.set(.anthropicRequest, headers: client.headers, body: client.body)
        recorder.publish(.arrived)
        return recorder
    }

    /// Parses, routes and looks up everything an attempt needs.
    func plan(
        _ client: ClientRequest,
        _ purpose: MessagesRequest.Purpose,
        _ recorder: inout ExchangeRecorder
    ) throws(ExchangeFailure) -> ExchangePlan {
        let request = try MessagesRequest(
            body: client.body,
            purpose: purpose,
            maximumDepth: config.server.maxJSONDepth
        )
        recorder.change { exchange in
            exchange.modelAsked = request.model
            exchange.isStreamed = request.wantsStream
            exchange.session = exchange.session ?? request.metadata.sessionID
        }
        let route: Route
        do throws(RoutingError) {
            route = try routes.route(request.model)
        } catch {
            throw .unrouted(UnroutedModel(error))
        }
        guard let upstream = config.upstream(named: route.upstream) else {
            throw .fault(.unconfiguredUpstream(route.upstream))
        }
        let plan = ExchangePlan(
            request,
            route,
            upstream,
            constants(of: upstream),
            catalog,
            messageID: client.id.messageID,
            sessionID: recorder.exchange.session,
            repairs: config.repairs,
            redactsThinking: client.betas.contains("redact-thinking-2026-02-12"),
            client: ClientExtras(headers: client.headers, query: client.query)
        )
        recorder.change { exchange in
            exchange.modelSent = route.model
            exchange.destination = Exchange.Destination(
                upstream: upstream.name,
                dialect: plan.dialect.name,
                rule: route.citation
            )
        }
        recorder.publish(.mappingHit(client.id, asked: request.model, sent: route.model, rule: route.citation))
        recorder.publish(.routed)
        return plan
    }

    private func constants(of upstream: UpstreamSettings) -> UpstreamConstants {
        constants[upstream.name] ?? UpstreamConstants(upstream)
    }

    /// `max_tokens: 0` asks Anthropic to warm its cache and answer nothing; OpenAI caches by itself, so nothing is sent.
    private func cacheWarming(_ plan: ExchangePlan, _ recorder: inout ExchangeRecorder) -> ExchangeOpening {
        let message = Message(
            id: JSONText(plan.target.messageID),
            model: JSONText(plan.request.model),
            stopReason: .maxTokens
        )
        recorder.note([.answeredHere])
        recorder.end(.finished(.maxTokens))
        recorder.publishCollected()
        guard plan.request.wantsStream else { return .whole(message.json, headers: []) }
        var bytes: [UInt8] = []
        var start = message
        start.stopReason = nil
        for event: MessageStreamEvent in [
            .messageStart(start), .messageDelta(.maxTokens, stopSequence: nil, message.usage), .messageStop,
        ] {
            event.appendServerSentEvent(to: &bytes)
        }
        return .wholeStream(bytes, headers: [])
    }

    /// Checked before the body is read: the body of a client without a key is not even kept.
    package func authorize(_ headers: [HeaderField]) throws(ExchangeFailure) {
        guard ClientAuthentication(keys: config.clientKeys).accepts(headers) else {
            throw .unauthenticated
        }
    }

    /// Puts a request on record whose body could not, or may not, be read.
    package func refuse(_ client: ClientRequest, _ endpoint: Exchange.Endpoint, _ failure: ExchangeFailure) {
        var recorder = makeRecorder(client, endpoint)
        refuse(&recorder, failure)
    }

    func refuse(_ recorder: inout ExchangeRecorder, _ failure: ExchangeFailure) {
        let body = APIError(failure).envelope(for: recorder.exchange.id)
        recorder.set(.anthropicAnswer, headers: [], body: body)
        recorder.change { $0.answerBytes = body.count }
        recorder.end(.refused(failure))
        recorder.publishCollected()
    }
}
