package import Journal
package import Translation

/// Writing by id, for tests without the record. The id of an evicted exchange is ignored.
extension ExchangeRing {
    package func update(_ exchange: Exchange) {
        guard let record = record(of: exchange.id) else { return }
        update(record, to: ExchangeSnapshot(exchange))
    }

    package func set(_ stage: ExchangeStages.Stage, of id: ExchangeID, headers: [HeaderField], body: [UInt8]) {
        guard let record = record(of: id) else { return }
        set(stage, of: record, headers: headers, body: body)
    }

    package func append(
        _ bytes: some Collection<UInt8>,
        to stage: ExchangeStages.Stage,
        of id: ExchangeID,
        at moment: Duration? = nil
    ) {
        guard let record = record(of: id) else { return }
        append(bytes, to: stage, of: record, at: moment)
    }
}
