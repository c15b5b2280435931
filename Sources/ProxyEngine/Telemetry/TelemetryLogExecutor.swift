import Dispatch

/// A queue of its own for the actor that writes the log: a disk that hangs holds up nothing else.
final class TelemetryLogExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "telemetry-log", qos: .utility)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
