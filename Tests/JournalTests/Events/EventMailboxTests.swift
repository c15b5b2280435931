import Foundation
import JournalTestSupport
import Testing

@testable import Journal
@testable import Translation

@Suite struct EventMailboxTests {
    @Test func `events come out in the order they went in`() {
        var mailbox = EventMailbox()
        for number in 0..<5 { mailbox.put(EventSamples.log("\(number)")) }

        #expect(mailbox.takeAll().map(EventSamples.name) == ["0", "1", "2", "3", "4"])
        #expect(mailbox.isEmpty)
    }

    @Test func `newer progress takes the place of the progress that waits`() {
        var mailbox = EventMailbox()
        mailbox.put(EventSamples.request(.arrived, 1))
        mailbox.put(EventSamples.request(.progressed, 1, bytes: 10))
        mailbox.put(EventSamples.log("between"))
        mailbox.put(EventSamples.request(.progressed, 1, bytes: 20))

        let events = mailbox.takeAll()
        #expect(events.map(EventSamples.name) == ["1 arrived", "1 progressed", "between"])
        #expect(EventSamples.bytes(events[1]) == 20)
        #expect(mailbox.droppedCount == 0)
    }

    @Test func `progress of one exchange does not replace another's`() {
        var mailbox = EventMailbox()
        for id in 1...3 { mailbox.put(EventSamples.request(.progressed, UInt32(id))) }

        #expect(mailbox.takeAll().map(EventSamples.name) == ["1 progressed", "2 progressed", "3 progressed"])
    }

    @Test func `a taken event is no longer replaced`() {
        var mailbox = EventMailbox()
        mailbox.put(EventSamples.request(.progressed, 1, bytes: 1))
        _ = mailbox.takeAll()
        mailbox.put(EventSamples.log("next"))
        mailbox.put(EventSamples.request(.progressed, 1, bytes: 2))
        mailbox.put(EventSamples.request(.progressed, 1, bytes: 3))

        let events = mailbox.takeAll()
        #expect(events.map(EventSamples.name) == ["next", "1 progressed"])
        #expect(EventSamples.bytes(events[1]) == 3)
    }

    @Test func `a full mailbox drops and counts events that are not terminal`() {
        var mailbox = EventMailbox(capacity: 2)
        for number in 0..<5 { mailbox.put(EventSamples.log("\(number)")) }

        #expect(mailbox.takeAll().map(EventSamples.name) == ["0", "1"])
        #expect(mailbox.droppedCount == 3)
    }

    @Test(arguments: [RequestEvent.Phase.finished, .failed, .cancelled, .refused])
    func `an end takes the place of the oldest that is none`(_ phase: RequestEvent.Phase) {
        var mailbox = EventMailbox(capacity: 2)
        mailbox.put(EventSamples.log("0"))
        mailbox.put(EventSamples.log("1"))
        mailbox.put(EventSamples.request(phase, 7))

        #expect(mailbox.takeAll().map(EventSamples.name) == ["1", "7 \(phase.rawValue)"])
        #expect(mailbox.droppedCount == 1)
    }

    @Test(arguments: [(5, 0), (16, 0), (19, 3)])
    func `ends are kept beyond the capacity, up to a bound of their own`(_ ends: Int, _ dropped: Int) {
        var mailbox = EventMailbox(capacity: 2)
        for id in 1...ends { mailbox.put(EventSamples.request(.finished, UInt32(id))) }

        #expect(mailbox.takeAll().map(EventSamples.name) == (1...ends - dropped).map { "\($0) finished" })
        #expect(mailbox.droppedCount == dropped)
    }

    @Test func `ends make room one after the other, until only ends wait`() {
        var mailbox = EventMailbox(capacity: 3)
        mailbox.put(EventSamples.request(.finished, 1))
        mailbox.put(EventSamples.log("a"))
        mailbox.put(EventSamples.log("b"))
        for id: UInt32 in 2...5 { mailbox.put(EventSamples.request(.finished, id)) }
        mailbox.put(EventSamples.log("c"))

        #expect(mailbox.count == 5)
        #expect(mailbox.takeAll().map(EventSamples.name) == (1...5).map { "\($0) finished" })
        #expect(mailbox.droppedCount == 3)
    }

    @Test func `a box that was full is as good as new once it is taken`() {
        var mailbox = EventMailbox(capacity: 2)
        for id: UInt32 in 1...4 { mailbox.put(EventSamples.request(.finished, id)) }
        _ = mailbox.takeAll()
        mailbox.put(EventSamples.log("a"))
        mailbox.put(EventSamples.log("b"))
        mailbox.put(EventSamples.request(.finished, 5))

        #expect(mailbox.takeAll().map(EventSamples.name) == ["b", "5 finished"])
        #expect(mailbox.isEmpty)
    }

    @Test func `progress finds its place again after something before it was dropped`() {
        var mailbox = EventMailbox(capacity: 3)
        mailbox.put(EventSamples.log("oldest"))
        mailbox.put(EventSamples.request(.progressed, 1, bytes: 1))
        mailbox.put(EventSamples.request(.progressed, 2, bytes: 1))
        mailbox.put(EventSamples.request(.finished, 9))
        mailbox.put(EventSamples.request(.progressed, 2, bytes: 5))
        mailbox.put(EventSamples.request(.progressed, 1, bytes: 4))

        let events = mailbox.takeAll()
        #expect(events.map(EventSamples.name) == ["1 progressed", "2 progressed", "9 finished"])
        #expect(events.map(EventSamples.bytes) == [4, 5, 0])
    }

    @Test func `progress that was dropped leaves nothing to be replaced`() {
        var mailbox = EventMailbox(capacity: 1)
        mailbox.put(EventSamples.request(.progressed, 1, bytes: 1))
        mailbox.put(EventSamples.request(.finished, 2))
        mailbox.put(EventSamples.request(.progressed, 1, bytes: 2))

        #expect(mailbox.takeAll().map(EventSamples.name) == ["2 finished"])
        #expect(mailbox.droppedCount == 2)
    }
}
