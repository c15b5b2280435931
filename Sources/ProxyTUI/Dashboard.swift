package import Foundation
package import Journal
package import Translation

/// The dashboard: keys and events in, frames out. It reads from a feed, and acts only through ``DashboardActions``.
package struct Dashboard: Sendable {
    private let feed: any EventFeed
    private let events: EventSubscription
    private let ending: AsyncStream<Void>
    private let actions: DashboardActions
    private let settings: DashboardSettings
    private let date: @Sendable () -> Date

    /// `events` is subscribed to before the engine runs, so that nothing is missed. `ending` yields when the engine is
    /// about to end, for any reason.
    package init(
        feed: any EventFeed,
        events: EventSubscription,
        ending: AsyncStream<Void>,
        actions: DashboardActions,
        settings: DashboardSettings,
        date: @escaping @Sendable () -> Date
    ) {
        self.feed = feed
        self.events = events
        self.ending = ending
        self.actions = actions
        self.settings = settings
        self.date = date
    }

    /// Why the dashboard ended.
    package enum Ending: Sendable {
        /// The engine has ended.
        case ended
        /// The terminal is gone.
        case terminalLost
    }

    /// Runs on the terminal until the user quits or the feed ends.
    package func run(_ facts: ProgramFacts, mappings: [MappingCount]) async throws -> Ending {
        let bell = try WakeBell()
        let inbox = Inbox { bell.ring() }
        inbox.post(.recorded(await feed.exchanges()))
        let model = DashboardModel(facts, mappings: mappings, now: date(), rowLimit: settings.rowLimit)
        let temporary = TemporaryFolder()
        defer { temporary.remove() }
        let effects = EffectLanes(
            EffectRunner(feed: feed, actions: actions, facts: facts, inbox: inbox, temporary: temporary)
        )
        let loop = DashboardLoop(model: model, inbox: inbox, effects: effects, actions: actions, date: date)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                await inbox.follow(events)
                // The engine has ended, so nothing more will change.
                inbox.post(.ended)
            }
            tasks.addTask {
                for await _ in ending { inbox.post(.connection(.ending)) }
            }
            tasks.addTask { await effects.run() }
            defer { tasks.cancelAll() }
            return try await onThread { [settings] in
                let screen = try CursesScreen(settings.terminal, bell: bell)
                defer { screen.close() }
                return loop.run(on: screen)
            }
        }
    }

    /// Curses belongs to one thread: the terminal is opened, used and closed there.
    private func onThread(_ body: @escaping @Sendable () throws -> Ending) async throws -> Ending {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Ending, any Error>) in
            let thread = Thread {
                // Set here, the system shows this name too.
                Thread.current.name = "dashboard"
                continuation.resume(with: Result { try body() })
            }
            thread.start()
        }
    }
}

/// The actions of the dashboard outside itself.
package struct DashboardActions: Sendable {
    /// Sends a recorded request to the proxy again, with its headers; returns a line about the result.
    package var resend: @Sendable (Exchange.Endpoint, [HeaderField], [UInt8]) async -> String
    /// Ends the program once open streams have finished. May be called repeatedly. Does not wait.
    package var finish: @Sendable () -> Void
    /// Ends the program at once. Does not wait.
    package var endNow: @Sendable () -> Void

    package init(
        resend: @escaping @Sendable (Exchange.Endpoint, [HeaderField], [UInt8]) async -> String,
        finish: @escaping @Sendable () -> Void,
        endNow: @escaping @Sendable () -> Void
    ) {
        self.resend = resend
        self.finish = finish
        self.endNow = endNow
    }
}

/// The dashboard's settings: the terminal, and how many rows to keep.
package struct DashboardSettings: Sendable {
    package var terminal: TerminalSettings
    /// The number of rows to keep, apart from marked and running ones.
    package var rowLimit: Int

    package init(terminal: TerminalSettings, rowLimit: Int) {
        self.terminal = terminal
        self.rowLimit = rowLimit
    }
}
