import Foundation
import Journal
import TranslationTestSupport

@testable import ProxyTUI
@testable import Translation

/// Rows as a day brings them.
enum SampleRows {
    static let now = Date(timeIntervalSince1970: 1_795_000_000)

    static func row(_ number: UInt32 = 208, _ change: (inout ExchangeRow) -> Void = { _ in }) -> ExchangeRow {
        var exchange = Exchange(
            id: ExchangeID(run: 0xDA60_0001, sequence: number),
            endpoint: .messages,
            arrivedAt: now.addingTimeInterval(-60)
        )
        exchange.modelAsked = "claude-opus-5-5"
        exchange.modelSent = "gpt-5.2"
        exchange.modelAnswered = "gpt-5.2-2026-01-01"
        exchange.session = "5e55107d-aaaa"
        exchange.client = "claude-cli/2.1"
        var row = ExchangeRow(exchange)
        row.session = "A"
        row.rule = "config.yaml:14"
        row.state = .finished
        row.ending = "tool_use"
        row.status = 200
        row.firstToken = .milliseconds(1_200)
        row.duration = .seconds(8)
        row.inputTokens = 64_400
        row.cachedTokens = 60_000
        row.outputTokens = 911
        row.cost = 0.015
        change(&row)
        return row
    }

    /// `count` rows that differ in everything a filter asks for.
    static func many(_ count: Int, seed: UInt64) -> [ExchangeRow] {
        var generator = SeededGenerator(seed: seed)
        return (1...count).map { number in
            row(UInt32(number)) { row in
                row.asked =
                    ["claude-opus-5-5", "claude-sonnet-5", "claude-haiku-4-5", nil].randomElement(using: &generator)
                    ?? nil
                row.sent = ["gpt-5.2", "gpt-4.1", "gpt-5", nil].randomElement(using: &generator) ?? nil
                row.answered = Bool.random(using: &generator) ? row.sent : "gpt-5-mini"
                row.session = ["A", "B", ""].randomElement(using: &generator) ?? ""
                row.state =
                    [.waiting, .streaming, .finished, .failed, .cancelled].randomElement(using: &generator) ?? .waiting
                row.status = [nil, 200, 400, 429, 503].randomElement(using: &generator) ?? nil
                row.firstToken =
                    Bool.random(using: &generator) ? nil : .milliseconds(Int.random(in: 100...5_000, using: &generator))
                row.inputTokens = Bool.random(using: &generator) ? nil : Int.random(in: 0...200_000, using: &generator)
                row.cachedTokens = Int.random(in: 0...1_000, using: &generator)
                row.cost = Bool.random(using: &generator) ? nil : Double.random(in: 0...1, using: &generator)
                row.problem = Bool.random(using: &generator) ? nil : "Ünbekannt: tools[3].input_schema"
                row.errorNumber = Bool.random(using: &generator) ? nil : Int.random(in: 1...4, using: &generator)
                row.lossyNotes = UInt16.random(in: 0...2, using: &generator)
                row.noteCount = row.lossyNotes + UInt16.random(in: 0...2, using: &generator)
                row.isMarked = Bool.random(using: &generator)
            }
        }
    }
}
