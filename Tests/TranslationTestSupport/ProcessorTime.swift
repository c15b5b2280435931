import Foundation

/// What work costs the thread that does it: other programs on the machine do not count, as they would by the clock.
package enum ProcessorTime {
    package static func spent(by body: () -> Void) -> Duration {
        let before = now
        body()
        return now - before
    }

    private static var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
