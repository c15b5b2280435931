import Foundation
import Testing
import TranslationTestSupport

@testable import Translation

/// The laws of an answer, for seeded answers without number. `DRAGOMAN_LAW_CASES` says for how many in each dialect;
/// a failure prints its seed and the shortest stream that still fails.
@Suite struct AnswerLawTests {
    private static let cases = ProcessInfo.processInfo.environment["DRAGOMAN_LAW_CASES"].flatMap { Int($0) } ?? 4000
    private static let blockCount = 10
    private static let blocks = Array(0..<blockCount)

    /// The seeds of one block; together the blocks have all of them.
    private static func seeds(_ block: Int) -> StrideTo<UInt64> {
        stride(from: UInt64(block), to: UInt64(cases), by: blockCount)
    }

    @Test(arguments: DialectName.translated, blocks)
    func `answers that an upstream may send obey every law`(_ dialect: DialectName, _ block: Int) {
        for seed in Self.seeds(block) {
            // Looking for every leaf takes as long as the other laws together.
            let laws =
                (seed / UInt64(Self.blockCount)) % 3 == 0 ? AnswerLaw.allCases : [.fold, .split, .grammar, .tokens]
            Self.expect(laws, GeneratedAnswer(dialect, seed: seed))
        }
    }

    @Test(arguments: DialectName.translated, blocks)
    func `invalid answers end lawfully, and their usage is consistent`(
        _ dialect: DialectName,
        _ block: Int
    ) {
        for seed in Self.seeds(block) where (seed / UInt64(Self.blockCount)) % 2 == 0 {
            var answer = GeneratedAnswer(dialect, seed: seed)
            var mutation = AnswerMutation(seed: seed)
            answer.frames = mutation.disturbing(answer.frames)
            answer.whole = nil
            Self.expect([.grammar, .tokens], answer)
        }
    }

    private static func expect(_ laws: [AnswerLaw], _ answer: GeneratedAnswer) {
        let run = AnswerRun(answer)
        for law in laws {
            guard let violation = law.violation(by: run) else { continue }
            let least = law.shrunk(answer)
            let comment: Comment = """
                the law of \(law.rawValue) is broken: \(law.violation(by: AnswerRun(least)) ?? violation)
                \(least.transcript)
                """
            Issue.record(comment)
        }
    }
}
