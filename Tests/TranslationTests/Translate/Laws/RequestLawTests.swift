import Foundation
import Testing
import TranslationTestSupport

@testable import Translation

/// Nothing a client sends is lost in silence, whatever it sends. `DRAGOMAN_LAW_CASES` sets how many requests each
/// dialect is tried with.
@Suite struct RequestLawTests {
    private static let cases = ProcessInfo.processInfo.environment["DRAGOMAN_LAW_CASES"].flatMap(Int.init) ?? 4000
    private static let batches = Array(0..<20)

    private static func seeds(_ batch: Int) -> Range<UInt64> {
        let size = cases / batches.count
        return UInt64(batch * size)..<UInt64((batch + 1) * size)
    }

    @Test(arguments: DialectName.translated, batches)
    func `every leaf of a request is found upstream or in a note`(_ dialect: DialectName, _ batch: Int) throws {
        let translated = try Self.tryOut(Self.seeds(batch).lazy.map { LawCase(seed: $0, dialect) })
        #expect(translated * 10 >= Self.seeds(batch).count * 8, "only \(translated) requests were translated")
    }

    @Test(arguments: 0..<4) func `every leaf of a request to count is found upstream or in a note`(_ batch: Int) throws
    {
        _ = try Self.tryOut(Self.seeds(batch).lazy.map { LawCase(seed: $0, .responses, .countTokens) })
    }

    /// Returns how many of the requests were translated and not refused.
    private static func tryOut(_ samples: some Sequence<LawCase>) throws -> Int {
        var translated = 0
        var failures: [String: String] = [:]
        for sample in samples {
            guard let outcome = try sample.translated(sample.body) else { continue }
            translated += 1
            let faults = try sample.faults(outcome)
            guard let first = faults.first else { continue }
            let kind = first.kind
            if failures[kind] == nil, failures.count < 8 { failures[kind] = sample.report(first) }
        }
        for failure in failures.values.sorted() { Issue.record("\(failure)") }
        return translated
    }

    @Test(arguments: RequestFixture.all.filter { !$0.has("error.txt") })
    func `every leaf of a fixture is found upstream or in a note`(_ fixture: RequestFixture) throws {
        let request = try fixture.request()
        let translated = try Dialects.named(fixture.dialect).translate(request, for: fixture.target())

        for loss in try RequestLaw.losses(of: request.document, in: translated, fixture.dialect) {
            Issue.record("\(loss)")
        }
    }
}
