import JournalTestSupport
import Testing

@testable import Journal
@testable import Translation

/// Between two batches a reader rests, so that it is woken once a rest and not once an event.
@Suite(.untilHung)
struct EventRestTests {
    private let rest = ManualRest()

    private func names(_ batch: [ProxyEvent]?) -> [String]? { batch?.map(EventSamples.name) }

    @Test func `an idle reader gets the first event at once`() async {
        let queue = EventQueue(rest: rest.rest)
        async let batch = queue.next()
        queue.put(EventSamples.log("first"))

        #expect(await names(batch) == ["first"])
        #expect(rest.count == 1)
    }

    @Test func `events during a rest are one batch after it`() async {
        let queue = EventQueue(rest: rest.rest)
        queue.put(EventSamples.log("first"))
        _ = await queue.next()

        async let batch = queue.next()
        for number in 0..<5 { queue.put(EventSamples.log("\(number)")) }
        queue.put(contentsOf: [EventSamples.log("a"), EventSamples.request(.finished, 1)])
        rest.end()

        #expect(await names(batch) == ["0", "1", "2", "3", "4", "a", "1 finished"])
    }

    @Test func `after a rest without events the next event comes at once`() async {
        let queue = EventQueue(rest: rest.rest)
        queue.put(EventSamples.log("first"))
        _ = await queue.next()
        rest.end()

        async let batch = queue.next()
        queue.put(EventSamples.log("second"))

        #expect(await names(batch) == ["second"])
        #expect(rest.count == 2)
    }

    @Test func `closing ends a rest and delivers the waiting events`() async {
        let queue = EventQueue(rest: rest.rest)
        queue.put(EventSamples.log("first"))
        _ = await queue.next()

        async let batch = queue.next()
        queue.put(EventSamples.log("last"))
        queue.close()

        #expect(await names(batch) == ["last"])
        #expect(await queue.next()?.count == nil)
    }

    @Test func `cancelling the reader ends a rest and delivers the waiting events`() async {
        let queue = EventQueue(rest: rest.rest)
        queue.put(EventSamples.log("first"))
        _ = await queue.next()
        queue.put(EventSamples.log("last"))

        let reader = Task { (await queue.next(), await queue.next()) }
        reader.cancel()
        let (batch, end) = await reader.value

        #expect(names(batch) == ["last"])
        #expect(end?.count == nil)
    }

    @Test func `a mailbox that is half full ends a rest, so that nothing is dropped`() async {
        let queue = EventQueue(capacity: 8, rest: rest.rest)
        queue.put(EventSamples.log("first"))
        _ = await queue.next()

        async let batch = queue.next()
        for number in 0..<4 { queue.put(EventSamples.log("\(number)")) }

        #expect(await names(batch) == ["0", "1", "2", "3"])
        #expect(queue.droppedCount == 0)
    }

    @Test func `the end of a rest that was cut short does not end the next`() async {
        let queue = EventQueue(capacity: 2, rest: rest.rest)
        queue.put(EventSamples.log("first"))
        _ = await queue.next()
        queue.put(EventSamples.log("second"))
        _ = await queue.next()
        #expect(rest.count == 2)

        rest.end(0)
        queue.close()
        #expect(await queue.next()?.count == nil)
    }

    @Test func `the bus rests between batches and loses nothing`() async {
        let bus = EventBus(rest: rest.rest)
        let subscription = await bus.subscribe()
        async let running: Void = bus.run()
        let iterator = subscription.makeAsyncIterator()

        bus.publish(EventSamples.log("first"))
        #expect(await names(iterator.next()) == ["first"])
        bus.publish(EventSamples.log("second"))
        bus.publish(contentsOf: [EventSamples.log("third"), EventSamples.request(.failed, 1)])
        rest.end()
        #expect(await names(iterator.next()) == ["second", "third", "1 failed"])

        bus.close()
        await running
    }

    @Test func `a subscription made during a rest sees only later events`() async {
        let bus = EventBus(rest: rest.rest)
        let first = await bus.subscribe()
        async let running: Void = bus.run()
        let iterator = first.makeAsyncIterator()
        bus.publish(EventSamples.log("first"))
        _ = await iterator.next()

        bus.publish(EventSamples.log("second"))
        let late = await bus.subscribe()
        bus.publish(EventSamples.log("third"))
        bus.close()
        await running

        #expect(await names(iterator.next()) == ["second", "third"])
        #expect(await names(late.makeAsyncIterator().next()) == ["third"])
    }
}
