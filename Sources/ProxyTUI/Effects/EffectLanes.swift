import Synchronization

/// Runs effects in parallel, so that a long one delays no other: each kind of load, the search in bodies, and every other
/// effect has its own lane.
///
/// All queues are bounded. Of loads and searches only the newest waits, and it cancels a running search. Of the others
/// 16 run and 16 wait; beyond that there is a notice.
final class EffectLanes: Sendable {
    private static let otherLimit = 16

    private let runner: EffectRunner
    private let stages = Lane<DashboardEffect>(.bufferingNewest(1))
    private let tails = Lane<DashboardEffect>(.bufferingNewest(1))
    private let searches = Lane<(number: Int, patterns: [BodyPattern])>(.bufferingNewest(1))
    private let others = Lane<DashboardEffect>(.bufferingOldest(otherLimit))
    private let lastSearch = Mutex(0)

    private struct Lane<Work: Sendable>: Sendable {
        let work: AsyncStream<Work>
        let input: AsyncStream<Work>.Continuation

        init(_ policy: AsyncStream<Work>.Continuation.BufferingPolicy) {
            (work, input) = AsyncStream.makeStream(of: Work.self, bufferingPolicy: policy)
        }
    }

    init(_ runner: EffectRunner) {
        self.runner = runner
    }

    /// Never waits. Effects on the screen and the end of the program are handled elsewhere.
    func take(_ effect: DashboardEffect) {
        switch effect {
        case .loadStages: stages.input.yield(effect)
        case .loadTail: tails.input.yield(effect)
        case .searchBodies(let patterns):
            let number = lastSearch.withLock { last in
                last += 1
                return last
            }
            searches.input.yield((number, patterns))
        case .copy, .export, .openInEditor, .resend, .keepAsFile:
            if case .dropped = others.input.yield(effect) { runner.refuse() }
        case .runEditor, .offerClipboard, .setMouse, .setBackground, .redraw, .hide, .quit, .quitNow: break
        }
    }

    /// Works until its task is cancelled, and cancels running effects then.
    func run() async {
        await withTaskGroup(of: Void.self) { lanes in
            lanes.addTask { [self] in
                for await effect in stages.work { await runner.perform(effect) }
            }
            lanes.addTask { [self] in
                for await effect in tails.work { await runner.perform(effect) }
            }
            lanes.addTask { [self] in
                for await (number, patterns) in searches.work {
                    await runner.search(patterns) { !Task.isCancelled && lastSearch.withLock { $0 == number } }
                }
            }
            lanes.addTask { [self] in await runOtherWork() }
        }
    }

    private func runOtherWork() async {
        await withTaskGroup(of: Void.self) { tasks in
            var count = 0
            for await effect in others.work {
                if count == Self.otherLimit {
                    await tasks.next()
                    count -= 1
                }
                count += 1
                tasks.addTask { [runner] in await runner.perform(effect) }
            }
        }
    }
}
