import Synchronization
import Translation

/// One exchange in the ring: its newest state and its four stages, behind a lock of their own.
///
/// The exchange holds it and appends to it without a look-up, and without waiting for other exchanges.
package final class ExchangeRecord: Sendable {
    private struct State {
        var snapshot: ExchangeSnapshot
        var stages = ExchangeStages()
        /// Its share of the budget.
        var bytes = 0
        var noteBytes = 0
        var isEvicted = false
    }

    /// What an exchange costs besides its stages.
    private static let overhead = 2048
    static let arrivalSize = MemoryLayout<ExchangeStages.Arrival>.stride

    package let id: ExchangeID
    private let budget: RingBudget
    private let state: Mutex<State>

    init(_ exchange: Exchange, budget: RingBudget) {
        id = exchange.id
        self.budget = budget
        state = Mutex(State(snapshot: ExchangeSnapshot(exchange), bytes: Self.overhead))
        budget.add(Self.overhead)
    }

    // MARK: Writing

    func update(to snapshot: ExchangeSnapshot) {
        state.withLock { state in
            guard !state.isEvicted else { return }
            state.snapshot = snapshot
            guard !snapshot.exchange.isRunning else { return }
            let notes = snapshot.exchange.notes.reduce(0) { $0 + $1.memory }
            take(notes - state.noteBytes, &state)
            state.noteBytes = notes
            state.stages.trim()
        }
    }

    /// Replaces a stage, but for its generation.
    func set(_ stage: ExchangeStages.Stage, headers: [HeaderField], body: [UInt8]) {
        state.withLock { state in
            guard !state.isEvicted else { return }
            let freed = state.stages[stage].memory
            let generation = state.stages[stage].generation &+ 1
            state.stages[stage] = ExchangeStages.Capture(headers: headers)
            state.stages[stage].generation = generation
            take(state.stages[stage].memory - freed, &state)
            guard body.count <= room(state) else {
                body.withUnsafeBufferPointer { append($0, to: stage, at: nil, &state) }
                return
            }
            // The very array that was read or sent: nothing is copied.
            state.stages[stage].body = body
            take(body.count, &state)
        }
    }

    func append(_ bytes: UnsafeBufferPointer<UInt8>, to stage: ExchangeStages.Stage, at moment: Duration?) {
        state.withLock { state in
            guard !state.isEvicted else { return }
            append(bytes, to: stage, at: moment, &state)
        }
    }

    /// Gives its bytes back to the budget; later writes are ignored. The caller releases the stages.
    func evict() -> ExchangeStages? {
        state.withLock { state in
            guard !state.isEvicted else { return nil }
            state.isEvicted = true
            take(-state.bytes, &state)
            var stages = ExchangeStages()
            swap(&stages, &state.stages)
            return stages
        }
    }

    private func append(
        _ bytes: UnsafeBufferPointer<UInt8>,
        to stage: ExchangeStages.Stage,
        at moment: Duration?,
        _ state: inout State
    ) {
        let room = room(state)
        let kept = min(room, bytes.count)
        var taken = kept
        if let moment, kept > 0, room - kept >= Self.arrivalSize, state.stages[stage].note(moment) {
            taken += Self.arrivalSize
        }
        state.stages[stage].body.append(contentsOf: bytes.prefix(kept))
        state.stages[stage].omittedBytes += bytes.count - kept
        take(taken, &state)
    }

    /// An exchange may take half the ring, so that one giant does not evict all others.
    private func room(_ state: State) -> Int {
        max(budget.capacity / 2 - state.bytes, 0)
    }

    private func take(_ bytes: Int, _ state: inout State) {
        state.bytes += bytes
        budget.add(bytes)
    }

    // MARK: Reading

    /// Nil once it is evicted.
    var exchange: Exchange? {
        state.withLock { $0.isEvicted ? nil : $0.snapshot }?.exchange
    }

    /// The stages so far. Those of a running exchange are a copy that shares no storage with the record: an append never
    /// has to copy a body, and waits at most for a piece of this copy.
    func stages() -> ExchangeStages? {
        guard let (stages, isRunning) = settledStages() else { return nil }
        guard isRunning else { return stages }
        var copied = stages
        for stage in Self.growing {
            guard let capture = copy(of: stage) else { return nil }
            copied[stage] = capture
        }
        return copied
    }

    func tail(of stage: ExchangeStages.Stage, count: Int) -> [UInt8] {
        state.withLock { Array($0.stages[stage].body.suffix(max(count, 0))) }
    }

    private static let growing: [ExchangeStages.Stage] = [.upstreamAnswer, .clientAnswer]
    /// How much is copied with the lock held: a few microseconds' worth.
    private static let pieceSize = 64 << 10

    /// All stages of an exchange that has ended; of a running one, those that no longer grow.
    private func settledStages() -> (ExchangeStages, isRunning: Bool)? {
        state.withLock { state in
            guard !state.isEvicted else { return nil }
            var stages = state.stages
            let isRunning = state.snapshot.exchange.isRunning
            if isRunning {
                for stage in Self.growing { stages[stage] = ExchangeStages.Capture() }
            }
            return (stages, isRunning)
        }
    }

    private func copy(of stage: ExchangeStages.Stage) -> ExchangeStages.Capture? {
        var body: [UInt8] = []
        var generation: UInt32 = 0
        while var piece = piece(of: stage, after: body.count) {
            guard body.isEmpty || piece.generation == generation else {
                // Another attempt has begun meanwhile: what is copied is of the one before.
                body = []
                continue
            }
            generation = piece.generation
            let isLast = piece.body.count < Self.pieceSize
            body += piece.body
            guard isLast else { continue }
            piece.body = body
            return piece
        }
        return nil
    }

    /// The next bytes of a stage, fewer than the most where they are its last; the moments of all come with the last.
    private func piece(of stage: ExchangeStages.Stage, after count: Int) -> ExchangeStages.Capture? {
        state.withLock { state in
            guard !state.isEvicted else { return nil }
            let capture = state.stages[stage]
            let rest = capture.body.dropFirst(count)
            let isLast = rest.count < Self.pieceSize
            var piece = ExchangeStages.Capture(
                headers: capture.headers,
                body: Array(rest.prefix(Self.pieceSize)),
                omittedBytes: capture.omittedBytes,
                arrivals: isLast ? capture.arrivals.withUnsafeBufferPointer { Array($0) } : []
            )
            piece.generation = capture.generation
            return piece
        }
    }
}

extension ExchangeStages.Capture {
    /// Its share of the budget.
    fileprivate var memory: Int {
        headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count } + body.count
            + arrivals.count * ExchangeRecord.arrivalSize
    }

    /// The bytes to come are of `moment`; false where that is known.
    fileprivate mutating func note(_ moment: Duration) -> Bool {
        let arrival = ExchangeStages.Arrival(offset: body.count, at: moment)
        if let last = arrivals.last, last.isSameMoment(as: arrival) { return false }
        arrivals.append(arrival)
        return true
    }
}
