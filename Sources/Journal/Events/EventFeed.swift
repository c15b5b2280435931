/// Where a front end learns everything: the events as they happen, and an exchange's stages by its id.
///
/// The bus and ring of the same process are one; a feed over HTTP from a headless instance can be another.
package protocol EventFeed: Sendable {
    func events() async -> EventSubscription
    /// The exchanges kept, oldest first.
    func exchanges() async -> [Exchange]
    func exchange(_ id: ExchangeID) async -> Exchange?
    func stages(of id: ExchangeID) async -> ExchangeStages?
    /// The last bytes of a stage, at most `count`.
    func tail(of stage: ExchangeStages.Stage, of id: ExchangeID, count: Int) async -> [UInt8]
}

/// The feed of the engine in this process.
package struct LocalEventFeed: EventFeed {
    let bus: EventBus
    let ring: ExchangeRing

    package init(bus: EventBus, ring: ExchangeRing) {
        self.bus = bus
        self.ring = ring
    }

    package func events() async -> EventSubscription { await bus.subscribe() }
    package func exchanges() async -> [Exchange] { ring.exchanges() }
    package func exchange(_ id: ExchangeID) async -> Exchange? { ring.exchange(id) }
    package func stages(of id: ExchangeID) async -> ExchangeStages? { ring.stages(of: id) }
    package func tail(of stage: ExchangeStages.Stage, of id: ExchangeID, count: Int) async -> [UInt8] {
        ring.tail(of: stage, of: id, count: count)
    }
}
