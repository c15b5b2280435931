@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// What a dashboard has around its loop, without a terminal and an engine.
struct Stand {
    let inbox: Inbox
    let lanes: EffectLanes
    private let actions: DashboardActions
    private let wakes: AsyncStream<Void>

    init(_ feed: any EventFeed, resend: @escaping @Sendable () async -> String = { "" }) {
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self)
        let inbox = Inbox { wake.yield() }
        actions = DashboardActions(
            resend: { _, _, _ in await resend() },
            finish: { inbox.post(.ended) },
            endNow: { inbox.post(.ended) }
        )
        let runner = EffectRunner(
            feed: feed,
            actions: actions,
            facts: SampleDay.facts,
            inbox: inbox,
            temporary: TemporaryFolder()
        )
        lanes = EffectLanes(runner)
        self.inbox = inbox
        self.wakes = wakes
    }

    /// Runs `body` while effects are performed.
    func running<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await lanes.run() }
            defer { tasks.cancelAll() }
            return try await body()
        }
    }

    func loop(_ model: DashboardModel = SampleDay.model(80, 24, events: [])) -> DashboardLoop {
        DashboardLoop(model: model, inbox: inbox, effects: lanes, actions: actions, date: { SampleDay.now })
    }

    /// The messages until one of them is `last`.
    func messages(until last: (DashboardMessage) -> Bool) async -> [DashboardMessage] {
        var messages = inbox.takeAll()
        if messages.contains(where: last) { return messages }
        for await _ in wakes {
            messages += inbox.takeAll()
            if messages.contains(where: last) { break }
        }
        return messages
    }
}
