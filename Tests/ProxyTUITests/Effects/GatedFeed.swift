@testable import Journal
@testable import ProxyTUI

/// A feed of a few exchanges, which gives an exchange's stages when it is let.
final class GatedFeed: EventFeed {
    /// Whose stages were asked for, in order.
    let asked: AsyncStream<ExchangeID>
    private let askedInput: AsyncStream<ExchangeID>.Continuation
    private let gate: AsyncStream<Void>
    private let gateInput: AsyncStream<Void>.Continuation
    private let recorded: [Exchange]
    private let stages: ExchangeStages
    private let isGated: Bool

    init(_ recorded: [Exchange], _ stages: ExchangeStages = ExchangeStages(), isGated: Bool = true) {
        self.recorded = recorded
        self.stages = stages
        self.isGated = isGated
        (asked, askedInput) = AsyncStream.makeStream(of: ExchangeID.self)
        (gate, gateInput) = AsyncStream.makeStream(of: Void.self)
    }

    /// Lets one who asked have an answer.
    func letOne() { gateInput.yield() }

    func events() async -> EventSubscription { EventSubscription(capacity: 1) }
    func exchanges() async -> [Exchange] { recorded }
    func exchange(_ id: ExchangeID) async -> Exchange? { recorded.first { $0.id == id } }

    func stages(of id: ExchangeID) async -> ExchangeStages? {
        askedInput.yield(id)
        if isGated {
            for await _ in gate { break }
        }
        return stages
    }

    func tail(of stage: ExchangeStages.Stage, of id: ExchangeID, count: Int) async -> [UInt8] { [] }
}
