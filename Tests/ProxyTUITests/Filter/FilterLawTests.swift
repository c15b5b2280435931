import Testing
import TranslationTestSupport

@testable import ProxyTUI
@testable import Translation

/// What holds for every filter.
@Suite struct FilterLawTests {
    private static let pieces = [
        "opus", "-gpt", "#12", "(", ")", "|", " ", "-", "\"", "\\", "/", ":", "model:", "status:", ">=400", "4xx",
        "is:error",
        "ttft:>1s", "cost:>0.5", "in:<50k", "cache:>1", "err:E2", "note:lossy", "body:x", "body:/a b|c/", "session:A",
        "ünbe", "👩‍💻", "\u{301}", "\u{0}", "9999999999999999999", "since:10m", "kind:count_tokens", "1.2.3", "\"a (b\"",
        "sent:\"a b\"", "\"-x:y\"", "stop:",
    ]

    private static func text(_ generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...9, using: &generator)).map { _ in
            (pieces.randomElement(using: &generator) ?? "") + (Bool.random(using: &generator) ? " " : "")
        }.joined()
    }

    /// Filters that parse, of many texts.
    private static func filters(seed: UInt64, texts: Int) -> [Filter] {
        var generator = SeededGenerator(seed: seed)
        return (0..<texts).compactMap { _ in try? Filter(parsing: text(&generator)) }
    }

    @Test func `no text is a trap, and an error lies in it`() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<20_000 {
            let text = Self.text(&generator)
            do throws(FilterError) {
                _ = try Filter(parsing: text)
            } catch {
                #expect((0...text.unicodeScalars.count).contains(error.position), "\(text)")
            }
        }
    }

    @Test func `a negated filter is the complement`() throws {
        let rows = SampleRows.many(60, seed: 3)
        let context = FilterContext(now: SampleRows.now, bodyMatches: [.text("x"): Set(rows.prefix(20).map(\.id))])
        let filters = Self.filters(seed: 5, texts: 3_000).filter { !$0.isEmpty }
        try #require(filters.count > 300)
        for filter in filters {
            let complement = try Filter(parsing: "-(\(filter))")
            for row in rows {
                #expect(filter.matches(row, context) != complement.matches(row, context), "\(filter) \(row.id)")
            }
        }
    }

    @Test func `a printed filter parses to the same`() throws {
        let filters = Self.filters(seed: 7, texts: 5_000)
        try #require(filters.count > 500)
        for filter in filters {
            #expect(try Filter(parsing: filter.description) == filter, "\(filter)")
        }
    }

    @Test func `completing never traps and replaces existing text`() {
        var generator = SeededGenerator(seed: 13)
        let rows = SampleRows.many(20, seed: 4)
        for _ in 0..<3_000 {
            let text = Self.text(&generator)
            let count = text.unicodeScalars.count
            let cursor = Int.random(in: -1...count + 1, using: &generator)
            let completion = FilterCompletion(text, cursor: cursor, rows: rows)
            #expect(completion.replaced.lowerBound >= 0 && completion.replaced.upperBound <= count)
            #expect(!completion.hint.isEmpty)
        }
    }
}
