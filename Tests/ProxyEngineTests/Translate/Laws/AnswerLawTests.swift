import Foundation
import TestSupport
import Testing

@testable import ProxyEngine

/// The laws of an answer, for seeded answers without number. `DRAGOMAN_LAW_CASES` says for how many in each dialect;
/// a failure prints its seed and the shortest stream that still fails.
@Suite struct AnswerLawTests {
    private static let cases = ProcessInfo.processInfo.environment["DRAGOMAN_LAW_CASES"].flatMap { Int($0) } ?? 10_000
    private static let blockCount = 20
    private static let blocks = Array(0..<blockCount)

    /// The seeds of one block; together the blocks have all of them.
    private static func seeds(_ block: Int) -> StrideTo<UInt64> {
        stride(from: UInt64(block), to: UInt64(cases), by: blockCount)
    }

    @Test(arguments: DialectName.allCases, blocks)
    func `answers that an upstream may send obey every law`(_ dialect: DialectName, _ block: Int) {
        for seed in Self.seeds(block) {
            let answer = GeneratedAnswer(dialect, seed: seed)
            for law in AnswerLaw.allCases { Self.expect(law, answer) }
        }
    }

    @Test(arguments: DialectName.allCases, blocks)
    func `answers that no upstream should send end lawfully and cost what is told`(
        _ dialect: DialectName,
        _ block: Int
    ) {
        for seed in Self.seeds(block) {
            var answer = GeneratedAnswer(dialect, seed: seed)
            var mutation = AnswerMutation(seed: seed)
            answer.frames = mutation.disturbing(answer.frames)
            answer.whole = nil
            for law in [AnswerLaw.grammar, .tokens] { Self.expect(law, answer) }
        }
    }

    private static func expect(_ law: AnswerLaw, _ answer: GeneratedAnswer) {
        guard let violation = law.violation(by: answer) else { return }
        let least = law.shrunk(answer)
        let comment: Comment = """
            the law of \(law.rawValue) is broken: \(law.violation(by: least) ?? violation)
            \(least.transcript)
            """
        Issue.record(comment)
    }
}
