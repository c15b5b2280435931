import DequeModule
import Synchronization
package import Translation

/// The newest exchanges with their four stages, bounded by bytes.
///
/// Always on: a failure cannot be captured afterwards. Oldest exchanges go first; one that is still running may be among
/// them, and then goes on uncaptured. A stage that would not fit alone is cut and says how much is missing.
package final class ExchangeRing: Sendable {
    private struct Entry {
        var exchange: Exchange
        var stages = ExchangeStages()
        var bytes = 0
    }

    private struct State {
        var entries: [ExchangeID: Entry] = [:]
        /// Oldest first; ids of evicted exchanges are skipped when they come up.
        var order: Deque<ExchangeID> = []
        var bytes = 0
        var evicted = 0
    }

    private let capacity: Int
    /// What an exchange costs besides its stages.
    private static let overhead = 2048
    private let state = Mutex(State())

    package init(capacity: Int) {
        self.capacity = max(capacity, 0)
    }

    package var byteCount: Int { state.withLock { $0.bytes } }
    package var evictedCount: Int { state.withLock { $0.evicted } }

    package func begin(_ exchange: Exchange) {
        state.withLock { state in
            state.entries[exchange.id] = Entry(exchange: exchange, bytes: Self.overhead)
            state.order.append(exchange.id)
            state.bytes += Self.overhead
            makeRoom(&state)
        }
    }

    package func update(_ exchange: Exchange) {
        state.withLock { state in
            guard state.entries[exchange.id] != nil else { return }
            state.entries[exchange.id]?.exchange = exchange
            guard !exchange.isRunning else { return }
            let notes = Self.size(exchange.notes)
            state.entries[exchange.id]?.bytes += notes
            state.entries[exchange.id]?.stages.trim()
            state.bytes += notes
            makeRoom(&state)
        }
    }

    /// Replaces a stage: what an earlier attempt left there is no longer the answer.
    package func set(_ stage: ExchangeStages.Stage, of id: ExchangeID, headers: [HeaderField], body: [UInt8]) {
        let headers = HeaderRedaction.redacted(headers)
        state.withLock { state in
            guard let former = state.entries[id]?.stages[stage] else { return }
            let change =
                Self.size(headers) - Self.size(former.headers) - former.body.count
                - former.arrivals.count * Self.arrivalSize
            state.entries[id]?.stages[stage] = ExchangeStages.Capture(headers: headers)
            state.entries[id]?.stages[stage].generation = former.generation &+ 1
            state.entries[id]?.bytes += change
            state.bytes += change
            guard let used = state.entries[id]?.bytes, body.count <= capacity / 2 - used else {
                append(body, stage, id, nil, &state)
                return
            }
            // The very array that was read or sent: nothing is copied.
            state.entries[id]?.stages[stage].body = body
            state.entries[id]?.bytes += body.count
            state.bytes += body.count
            makeRoom(&state)
        }
    }

    /// `moment` is when they came, where the body comes in pieces.
    package func append(
        _ bytes: some Collection<UInt8>,
        to stage: ExchangeStages.Stage,
        of id: ExchangeID,
        at moment: Duration? = nil
    ) {
        state.withLock { append(bytes, stage, id, moment, &$0) }
    }

    package func exchange(_ id: ExchangeID) -> Exchange? {
        state.withLock { $0.entries[id]?.exchange }
    }

    /// What is kept by now. Of an exchange that still runs, a copy that shares nothing with what grows: an append never
    /// has to copy a body, and waits for no more than a piece of this copy.
    package func stages(of id: ExchangeID) -> ExchangeStages? {
        guard let (stages, isRunning) = standing(of: id) else { return nil }
        guard isRunning else { return stages }
        var copied = stages
        for stage in Self.growing {
            guard let capture = copy(of: stage, of: id) else { return nil }
            copied[stage] = capture
        }
        return copied
    }

    /// The last bytes of a stage, and no more.
    package func tail(of stage: ExchangeStages.Stage, of id: ExchangeID, count: Int) -> [UInt8] {
        state.withLock { state in Array(state.entries[id]?.stages[stage].body.suffix(max(count, 0)) ?? []) }
    }

    /// Newest last.
    package func exchanges() -> [Exchange] {
        state.withLock { state in state.order.compactMap { state.entries[$0]?.exchange } }
    }

    // MARK: Copying what grows

    private static let growing: [ExchangeStages.Stage] = [.openAIAnswer, .anthropicAnswer]
    /// What is copied with the lock held: a few microseconds' worth.
    private static let pieceSize = 64 << 10

    /// Everything of an exchange that has ended; of one that runs, what does not grow.
    private func standing(of id: ExchangeID) -> (ExchangeStages, isRunning: Bool)? {
        state.withLock { state in
            guard var stages = state.entries[id]?.stages, let isRunning = state.entries[id]?.exchange.isRunning else {
                return nil
            }
            if isRunning {
                for stage in Self.growing { stages[stage] = ExchangeStages.Capture() }
            }
            return (stages, isRunning)
        }
    }

    private func copy(of stage: ExchangeStages.Stage, of id: ExchangeID) -> ExchangeStages.Capture? {
        var body: [UInt8] = []
        var generation: UInt32 = 0
        while var piece = piece(of: stage, of: id, after: body.count) {
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
    private func piece(
        of stage: ExchangeStages.Stage,
        of id: ExchangeID,
        after count: Int
    ) -> ExchangeStages.Capture? {
        state.withLock { state in
            guard let capture = state.entries[id]?.stages[stage] else { return nil }
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

    private func append(
        _ bytes: some Collection<UInt8>,
        _ stage: ExchangeStages.Stage,
        _ id: ExchangeID,
        _ moment: Duration?,
        _ state: inout State
    ) {
        // Only the count is read out: a copy of the entry would make the append below copy the whole body.
        guard let used = state.entries[id]?.bytes else { return }
        // An exchange may take half the ring, so that one giant does not evict all others.
        let room = Swift.max(capacity / 2 - used, 0)
        let kept = Swift.min(room, bytes.count)
        if let moment, kept > 0, room - kept >= Self.arrivalSize { note(moment, stage, id, &state) }
        state.entries[id]?.stages[stage].body.append(contentsOf: bytes.prefix(kept))
        state.entries[id]?.stages[stage].omittedBytes += bytes.count - kept
        state.entries[id]?.bytes += kept
        state.bytes += kept
        makeRoom(&state)
    }

    private static let arrivalSize = MemoryLayout<ExchangeStages.Arrival>.stride

    /// The bytes to come are of `moment`.
    private func note(_ moment: Duration, _ stage: ExchangeStages.Stage, _ id: ExchangeID, _ state: inout State) {
        let offset = state.entries[id]?.stages[stage].body.count ?? 0
        let arrival = ExchangeStages.Arrival(offset: offset, at: moment)
        if let last = state.entries[id]?.stages[stage].arrivals.last, last.isSameMoment(as: arrival) { return }
        state.entries[id]?.stages[stage].arrivals.append(arrival)
        state.entries[id]?.bytes += Self.arrivalSize
        state.bytes += Self.arrivalSize
    }

    private static func size(_ headers: [HeaderField]) -> Int {
        headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    }

    private static func size(_ notes: [TranslationNote]) -> Int {
        notes.reduce(0) { size, note in
            size + note.memory
        }
    }

    private func makeRoom(_ state: inout State) {
        while state.bytes > capacity, let oldest = state.order.popFirst() {
            guard let entry = state.entries.removeValue(forKey: oldest) else { continue }
            state.bytes -= entry.bytes
            state.evicted += 1
        }
    }
}
