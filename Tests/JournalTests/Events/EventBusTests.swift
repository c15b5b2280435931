import JournalTestSupport
import Testing

@testable import Journal
@testable import Translation

@Suite(.untilHung)
struct EventBusTests {
    /// All batches of a subscription, until it is closed.
    private static func names(_ subscription: EventSubscription) async -> [String] {
        var names: [String] = []
        for await batch in subscription { names += batch.map(EventSamples.name) }
        return names
    }

    @Test func `each subscriber gets every event, in order`() async {
        let bus = EventBus()
        let subscriptions = [await bus.subscribe(), await bus.subscribe()]
        async let running: Void = bus.run()

        for number in 0..<100 { bus.publish(EventSamples.log("\(number)")) }
        bus.close()
        await running

        for subscription in subscriptions {
            #expect(await Self.names(subscription) == (0..<100).map(String.init))
        }
    }

    @Test func `closing delivers what waits, and nothing after it`() async {
        let bus = EventBus()
        let subscription = await bus.subscribe()

        bus.publish(EventSamples.log("before"))
        bus.close()
        bus.publish(EventSamples.log("after"))
        await bus.run()

        #expect(await Self.names(subscription) == ["before"])
    }

    @Test func `a subscriber that came late sees only what follows`() async {
        let bus = EventBus()
        let first = await bus.subscribe()
        async let running: Void = bus.run()

        bus.publish(EventSamples.log("early"))
        let iterator = first.makeAsyncIterator()
        _ = await iterator.next()
        let late = await bus.subscribe()
        bus.publish(EventSamples.log("late"))
        bus.close()
        await running

        #expect(await Self.names(late) == ["late"])
    }

    @Test func `a subscription to a closed bus ends at once`() async {
        let bus = EventBus()
        bus.close()
        await bus.run()

        #expect(await Self.names(await bus.subscribe()).isEmpty)
    }

    @Test func `a subscriber that does not read loses only its own events, and the count says how many`() async {
        let bus = EventBus()
        let slow = await bus.subscribe(capacity: 3)
        let quick = await bus.subscribe()

        for number in 0..<10 { bus.publish(EventSamples.log("\(number)")) }
        bus.publish(EventSamples.request(.finished, 1))
        bus.close()
        await bus.run()

        #expect(await Self.names(quick).count == 11)
        #expect(await Self.names(slow) == ["1", "2", "1 finished"])
        #expect(slow.droppedCount == 8)
        #expect(quick.droppedCount == 0)
        #expect(bus.droppedCount == 8)
    }

    @Test func `a bus that is not drained drops, counts, and keeps ends`() async {
        let bus = EventBus(capacity: 2)
        let subscription = await bus.subscribe()

        for number in 0..<5 { bus.publish(EventSamples.log("\(number)")) }
        bus.publish(EventSamples.request(.failed, 1))
        bus.close()
        await bus.run()

        #expect(bus.droppedCount == 4)
        #expect(await Self.names(subscription) == ["1", "1 failed"])
    }

    @Test func `cancelling the bus ends it and its subscriptions`() async {
        let bus = EventBus()
        let subscription = await bus.subscribe()
        let running = Task { await bus.run() }

        running.cancel()
        await running.value

        #expect(await Self.names(subscription).isEmpty)
    }

    @Test func `events published from many tasks at once all arrive`() async {
        let bus = EventBus()
        let subscription = await bus.subscribe()
        async let running: Void = bus.run()

        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<100 { bus.publish(EventSamples.log("\(task)-\(number)")) }
                }
            }
        }
        bus.close()
        await running

        let names = await Self.names(subscription)
        #expect(Set(names).count == 800)
        // Each task's own are in its order.
        #expect(names.filter { $0.hasPrefix("3-") } == (0..<100).map { "3-\($0)" })
    }

    @Test func `a reader whose task is cancelled ends`() async {
        let queue = EventQueue()
        let reader = Task { await queue.next() }

        reader.cancel()

        #expect(await reader.value?.count == nil)
    }

    @Test func `a reader that waits is woken by an event`() async {
        let queue = EventQueue()
        async let batch = queue.next()

        queue.put(EventSamples.log("awake"))

        #expect(await batch?.map(EventSamples.name) == ["awake"])
    }

    @Test func `a closed queue gives what it has, then ends`() async {
        let queue = EventQueue()
        queue.put(EventSamples.log("last"))
        queue.close()
        queue.put(EventSamples.log("too late"))

        #expect(await queue.next()?.map(EventSamples.name) == ["last"])
        #expect(await queue.next()?.count == nil)
    }

    @Test func `the feed gives events, exchanges and their stages`() async {
        let bus = EventBus()
        let ring = ExchangeRing(capacity: 1_000_000)
        let feed: any EventFeed = LocalEventFeed(bus: bus, ring: ring)
        let exchange = EventSamples.full
        ring.begin(exchange)
        ring.set(.upstreamRequest, of: exchange.id, headers: [], body: [1, 2])
        let events = await feed.events()
        bus.publish(EventSamples.log("fed"))
        bus.close()
        await bus.run()

        #expect(await Self.names(events) == ["fed"])
        #expect(await feed.exchanges().map(\.id) == [exchange.id])
        #expect(await feed.exchange(exchange.id)?.modelSent == "gpt-5.2")
        #expect(await feed.stages(of: exchange.id)?.upstreamRequest.body == [1, 2])
    }
}
