import Foundation
import Testing
import Translation
import TranslationTestSupport

/// `docs/translation.md` promises behaviours and names the tests that show them: they must be there.
@Suite struct TranslationDocumentTests {
    private static let root = MarkdownDocument.root
    private static let document = (try? MarkdownDocument("docs/translation.md").text) ?? ""
    private static let behaviours = EvidenceTable(below: "Behaviours and their tests", in: document)
    private static let complaints = EvidenceTable(below: "What goes wrong elsewhere", in: document)
    private static let sources: [String] = {
        let files = FileManager.default.enumerator(at: root.appending(path: "Tests"), includingPropertiesForKeys: nil)
        let tests = (files?.allObjects as? [URL] ?? []).filter { $0.lastPathComponent.hasSuffix("Tests.swift") }
        return tests.compactMap { try? String(contentsOf: $0, encoding: .utf8) }
    }()

    @Test func `no behaviour is missing`() {
        #expect(Self.behaviours.rows.map(\.number) == Array(1...96))
        #expect(Self.complaints.rows.map(\.number) == Array(1...30))
    }

    @Test(arguments: behaviours.rows + complaints.rows)
    func `a row names tests, fixtures and files that exist`(_ row: EvidenceTable.Row) {
        #expect(!row.citations.isEmpty)
        for citation in row.citations {
            #expect(Self.exists(citation), "\(citation)")
        }
    }

    private static func exists(_ citation: EvidenceTable.Citation) -> Bool {
        switch citation {
        case .test(let suite, let sentence):
            sources.contains { $0.contains("struct \(suite) ") && $0.contains("func `\(sentence)`(") }
        case .fixture(let name):
            (name.contains("/") ? [name] : DialectName.translated.map { "\($0.rawValue)/\(name)" })
                .allSatisfy { isThere("Tests/Fixtures/\($0)") }
        case .file(let path):
            isThere(path)
        }
    }

    private static func isThere(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }
}
