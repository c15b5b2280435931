import Dispatch
import Foundation

/// Receives the signals of the process on a queue of its own, so that they arrive whatever hangs elsewhere.
final class ProcessSignals {
    private let sources: [any DispatchSourceSignal]

    init(_ signals: [Int32], onSignal: @escaping @Sendable (Int32) -> Void) {
        let queue = DispatchQueue(label: "signals")
        sources = signals.map { number in
            // Otherwise it would end the process first.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { onSignal(number) }
            source.resume()
            return source
        }
    }

    func cancel() {
        for source in sources { source.cancel() }
    }

    /// `SIGTERM`
    static func name(_ signal: Int32) -> String {
        switch signal {
        case SIGTERM: "SIGTERM"
        case SIGINT: "SIGINT"
        case SIGHUP: "SIGHUP"
        case SIGQUIT: "SIGQUIT"
        case SIGUSR1: "SIGUSR1"
        case SIGUSR2: "SIGUSR2"
        default: "signal \(signal)"
        }
    }
}

/// Ends the process if nothing else does in time. Its timers run on a queue of their own, as ``ProcessSignals`` does.
struct ForcedEnd: Sendable {
    private let queue = DispatchQueue(label: "forced end")
    private let end: @Sendable () -> Void

    init(_ end: @escaping @Sendable () -> Void) {
        self.end = end
    }

    func arm(_ duration: Duration) {
        let delay = Int((duration / .milliseconds(1)).rounded(.up))
        queue.asyncAfter(deadline: .now() + .milliseconds(delay), execute: DispatchWorkItem(block: end))
    }
}
