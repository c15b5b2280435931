import Foundation
import JournalTestSupport
import NIOCore
import TestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// A run that the program itself ends.
@Suite(.untilHung)
struct EngineEndingTests {
    @Test func `asking to finish again does not end it at once`() async {
        let ending = EngineEnding()
        for _ in 0..<5 { ending.finish() }
        ending.endNow()
        ending.finish()
        var requests: [EngineEnding.Request] = []
        for await request in ending.requests { requests.append(request) }
        #expect(requests == [.finish(.program), .endNow(.program)])
    }

    @Test(arguments: [EngineEnding.Request.finish(.program), .endNow(.program)])
    func `a run that is asked to end several times ends and reports it once`(
        _ request: EngineEnding.Request
    )
        async throws
    {
        let place = Observed<SocketAddress?>(nil)
        let endingCount = Observed(0)
        try await ScriptedUpstream.serving { upstream in
            let ending = EngineEnding()
            let run = EngineRun(
                Engine(RunningEngine.configuration(upstream, .responses)),
                log: nil,
                ending: ending,
                onEnding: { endingCount.update { $0 += 1 } },
                onListening: { address in place.update { $0 = address } }
            )
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await run.run(trappingSignals: false) }
                _ = try await place.wait { $0 != nil }
                for _ in 1...3 {
                    switch request {
                    case .finish: ending.finish()
                    case .endNow: ending.endNow()
                    }
                }
                try await tasks.waitForAll()
            }
        }
        #expect(endingCount.value == 1)
    }

    @Test func `the first signal finishes, one that comes with it is the same, and a later one ends at once`() async {
        let ending = EngineEnding()
        let first = ContinuousClock.now

        #expect(ending.receive(SIGTERM, at: first) == .finish(.signal(SIGTERM)))
        #expect(ending.receive(SIGINT, at: first + .milliseconds(249)) == nil)
        #expect(ending.receive(SIGINT, at: first + .milliseconds(250)) == .endNow(.signal(SIGINT)))

        var requests: [EngineEnding.Request] = []
        for await request in ending.requests { requests.append(request) }
        #expect(requests == [.finish(.signal(SIGTERM)), .endNow(.signal(SIGINT))])
    }

    @Test func `a signal after the program has begun to end is the second`() {
        let ending = EngineEnding()
        ending.finish()

        #expect(ending.receive(SIGTERM, at: .now + .seconds(1)) == .endNow(.signal(SIGTERM)))
    }
}
