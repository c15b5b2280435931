import ProxyEngine
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import Translation

/// `docs/operating.md` has every path and metric there is, and no other.
@Suite struct OperatingDocumentTests {
    @Test func `every path that is served is documented with its methods, and no other`() throws {
        let rows = try MarkdownDocument("docs/operating.md").table(below: "## Endpoints")
        let documented = rows.map { row in
            "\(MarkdownDocument.code(in: row[0]).joined()) \(MarkdownDocument.code(in: row[1]).sorted())"
        }
        let served = EdgeRoutes.table.map { "\($0.path) \($0.methods.sorted().map { Substring($0) })" }
        #expect(documented.sorted() == served.sorted())
    }

    @Test func `a path is documented to ask for a key where it does, and only there`() async throws {
        let rows = try MarkdownDocument("docs/operating.md").table(below: "## Endpoints")
        try await RunningEngine.serving { engine in
            for row in rows {
                let path = MarkdownDocument.code(in: row[0]).joined().replacing("*", with: "claude-opus-4-5")
                let method = try #require(MarkdownDocument.code(in: row[1]).first)
                let status = try await engine.send(
                    String(method),
                    path,
                    headers: [("x-api-key", "wrong")]
                ) { $0.status }
                #expect((status == 401) == (row[2] == "yes"), "\(method) \(path) is answered with \(status)")
            }
        }
    }

    @Test func `every metric is documented with its kind and labels, and no other`() throws {
        let rows = try MarkdownDocument("docs/operating.md").table(below: "## Metrics")
        let documented = rows.map { row in
            let labels = MarkdownDocument.code(in: row[2]).sorted().joined(separator: " ")
            return "\(MarkdownDocument.code(in: row[0]).joined()) \(row[1]) \(labels)"
        }
        #expect(documented.sorted() == Self.exposed.sorted())
    }

    /// `dragoman_tokens_total counter kind model`, for each family of the page.
    private static var exposed: [String] {
        var families: [(name: String, kind: String, labels: Set<String>)] = []
        for line in PrometheusText.page(PrometheusTextTests.snapshot).split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("# TYPE ") {
                families.append((String(words[2]), String(words[3]), []))
            } else if !line.hasPrefix("#"), let last = families.indices.last {
                families[last].labels.formUnion(line.matches(of: /([a-z]+)="/).map { String($0.output.1) })
            }
        }
        return families.map { "\($0.name) \($0.kind) \($0.labels.sorted().joined(separator: " "))" }
    }
}
