import JournalTestSupport
import Testing

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// Effects beside each other.
@Suite(.untilHung) struct EffectLanesTests {
    private static let exchanges = (1...4 as ClosedRange<UInt32>).map { SampleDay.exchange($0, at: 1) }

    private static func key(_ scalar: Unicode.Scalar) -> [TerminalInput] { [.key(.character(scalar))] }

    @Test func `quitting is heard during a resend that never ends`() async throws {
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let (answer, neverAnswered) = AsyncStream.makeStream(of: Void.self)
        var stages = ExchangeStages()
        stages.clientRequest.body = Array("{}".utf8)
        let stand = Stand(GatedFeed(Self.exchanges, stages, isGated: false)) {
            begin.yield()
            for await _ in answer {}
            return "over"
        }
        let ending = try await stand.running {
            stand.lanes.take(.resend(SampleDay.id(1)))
            for await _ in begun { break }
            return stand.loop().run(on: ScriptedScreen([Self.key("q"), []]))
        }
        withExtendedLifetime(neverAnswered) { #expect(ending == .ended) }
    }

    @Test func `of the loads that wait the newest is done`() async throws {
        let feed = GatedFeed(Self.exchanges)
        let stand = Stand(feed)
        let loaded = try await stand.running {
            var asked = feed.asked.makeAsyncIterator()
            stand.lanes.take(.loadStages(SampleDay.id(1)))
            #expect(await asked.next() == SampleDay.id(1))
            for number in 2...4 as ClosedRange<UInt32> { stand.lanes.take(.loadStages(SampleDay.id(number))) }
            feed.letOne()
            #expect(await asked.next() == SampleDay.id(4))
            feed.letOne()
            return await stand.messages { Self.loaded($0) == SampleDay.id(4) }.compactMap(Self.loaded)
        }
        #expect(loaded == [SampleDay.id(1), SampleDay.id(4)])
    }

    private static func loaded(_ message: DashboardMessage) -> ExchangeID? {
        if case .stages(let id, _, _) = message { id } else { nil }
    }

    @Test func `a load does not wait for a search`() async throws {
        let feed = GatedFeed(Self.exchanges)
        let stand = Stand(feed)
        try await stand.running {
            var asked = feed.asked.makeAsyncIterator()
            stand.lanes.take(.searchBodies([.text("a")]))
            _ = await asked.next()
            stand.lanes.take(.loadTail(SampleDay.id(2)))
            _ = await stand.messages { if case .tail = $0 { true } else { false } }
        }
    }

    @Test func `a new search cancels the former and discards its result`() async throws {
        let feed = GatedFeed(Self.exchanges)
        let stand = Stand(feed)
        let found = try await stand.running {
            var asked = feed.asked.makeAsyncIterator()
            stand.lanes.take(.searchBodies([.text("a")]))
            _ = await asked.next()
            stand.lanes.take(.searchBodies([.text("b")]))
            for _ in 0...Self.exchanges.count { feed.letOne() }
            return await stand.messages { Self.found($0) != nil }.compactMap(Self.found)
        }
        #expect(found == [[.text("b")]])
    }

    private static func found(_ message: DashboardMessage) -> [BodyPattern]? {
        if case .bodyMatches(let matches) = message { Array(matches.keys) } else { nil }
    }

    @Test func `the result for an earlier filter changes nothing`() {
        var model = SampleDay.model(120, 40)
        #expect(model.press("f", "body:new", .enter) == [.searchBodies([.text("new")])])
        _ = model.update(.bodyMatches([.text("old"): [SampleDay.id(1)]]))
        #expect(model.list.isSearchingBodies)
        _ = model.update(.bodyMatches([.text("new"): [SampleDay.id(1)]]))
        #expect(!model.list.isSearchingBodies)
        #expect(model.list.count(in: model.shown) == 1)
    }

    @Test func `the next batch of events is taken from the feed when the last was read`() async {
        let (woken, wake) = AsyncStream.makeStream(of: Void.self)
        let inbox = Inbox { wake.yield() }
        let (feed, events) = AsyncStream.makeStream(of: [ProxyEvent].self)
        for number in 1...3 as ClosedRange<UInt32> {
            events.yield([.request(.init(.arrived, SampleDay.exchange(number, at: 1)))])
        }
        events.finish()
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await inbox.follow(feed) }
            var turns = woken.makeAsyncIterator()
            for _ in 1...3 {
                await turns.next()
                #expect(inbox.takeAll().count == 1)
            }
        }
    }
}
