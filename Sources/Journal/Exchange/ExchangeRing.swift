import DequeModule
import Synchronization
package import Translation

/// The newest exchanges with their four stages, bounded by bytes.
///
/// Always on: a failure cannot be captured afterwards. Oldest exchanges go first; one that is still running may be among
/// them, and then goes on uncaptured. A stage that would not fit alone is cut and says how much is missing.
///
/// Writes go to the exchange's own record. The ring's lock is taken when an exchange begins, when a reader
/// looks one up, and when the oldest have to go. A record's lock may be taken with the ring's held, never the reverse.
package final class ExchangeRing: Sendable {
    private struct State {
        var records: [ExchangeID: ExchangeRecord] = [:]
        /// Oldest first.
        var order: Deque<ExchangeRecord> = []
        var evicted = 0
    }

    private let budget: RingBudget
    private let state = Mutex(State())

    package init(capacity: Int) {
        budget = RingBudget(capacity: capacity)
    }

    package var byteCount: Int { budget.used }
    package var evictedCount: Int { state.withLock { $0.evicted } }

    // MARK: Writing

    /// Returns the record that later writes of the exchange go to.
    @discardableResult
    package func begin(_ exchange: Exchange) -> ExchangeRecord {
        let record = ExchangeRecord(exchange, budget: budget)
        state.withLock { state in
            state.records[record.id] = record
            state.order.append(record)
        }
        makeRoom()
        return record
    }

    package func update(_ record: ExchangeRecord, to snapshot: ExchangeSnapshot) {
        record.update(to: snapshot)
        makeRoom()
    }

    /// Replaces a stage: what an earlier attempt left there is no longer the answer.
    package func set(
        _ stage: ExchangeStages.Stage,
        of record: ExchangeRecord,
        headers: [HeaderField],
        body: [UInt8]
    ) {
        record.set(stage, headers: HeaderRedaction.redacted(headers), body: body)
        makeRoom()
    }

    /// `moment` is when they came, where the body comes in pieces.
    package func append(
        _ bytes: some Collection<UInt8>,
        to stage: ExchangeStages.Stage,
        of record: ExchangeRecord,
        at moment: Duration? = nil
    ) {
        let isContiguous: Void? = bytes.withContiguousStorageIfAvailable { record.append($0, to: stage, at: moment) }
        if isContiguous == nil {
            Array(bytes).withUnsafeBufferPointer { record.append($0, to: stage, at: moment) }
        }
        makeRoom()
    }

    private func makeRoom() {
        guard budget.isExceeded else { return }
        // Released after the lock.
        var stages: [ExchangeStages] = []
        state.withLock { state in
            while budget.isExceeded, let oldest = state.order.popFirst() {
                if state.records[oldest.id] === oldest { state.records.removeValue(forKey: oldest.id) }
                if let freed = oldest.evict() { stages.append(freed) }
                state.evicted += 1
            }
        }
        stages.removeAll()
    }

    // MARK: Reading

    package func record(of id: ExchangeID) -> ExchangeRecord? {
        state.withLock { $0.records[id] }
    }

    package func exchange(_ id: ExchangeID) -> Exchange? { record(of: id)?.exchange }

    /// The stages so far; those of a running exchange are a copy.
    package func stages(of id: ExchangeID) -> ExchangeStages? { record(of: id)?.stages() }

    /// The last bytes of a stage, and no more.
    package func tail(of stage: ExchangeStages.Stage, of id: ExchangeID, count: Int) -> [UInt8] {
        record(of: id)?.tail(of: stage, count: count) ?? []
    }

    /// Newest last.
    package func exchanges() -> [Exchange] {
        state.withLock { Array($0.order) }.compactMap(\.exchange)
    }
}
