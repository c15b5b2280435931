import Foundation
import Testing
import TranslationTestSupport

@testable import Translation

/// The law of no silent loss on what real clients have sent: every exchange below the folder `DRAGOMAN_CAPTURES`, which
/// the end-to-end tests fill where it is set.
@Suite struct CapturedLawTests {
    private static let folder = ProcessInfo.processInfo.environment["DRAGOMAN_CAPTURES"]

    @Test(.enabled(if: Self.folder != nil, "DRAGOMAN_CAPTURES names no folder"))
    func `every leaf of a captured request is found upstream or in a note`() throws {
        var faults: Set<String> = []
        var judged = 0
        let folder = URL(filePath: try #require(Self.folder))
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        for case let file as URL in files where file.lastPathComponent == "exchange.json" {
            guard let pair = try Pair(in: file.deletingLastPathComponent()) else { continue }
            judged += 1
            for loss in try RequestLaw.losses(of: pair.request, in: pair.translated, pair.dialect) {
                // Not which request it was: a conversation comes again with every turn.
                faults.insert(loss.description.replacing(/\[\d+\]/, with: "[]"))
            }
            let sent = try JSONDocument(pair.translated.body, maximumDepth: 2 * JSONScanner.defaultMaximumDepth).root
            faults.formUnion(OpenAIRules.broken(by: sent, pair.dialect, isOpenAI: true))
        }
        #expect(judged > 0)
        #expect(faults.sorted() == [])
    }

    /// What came in and what went out for it, with the notes of that moment.
    private struct Pair {
        let request: JSONDocument
        let translated: TranslatedRequest
        let dialect: DialectName

        /// Nil where nothing went out that a client's message was made into.
        init?(in folder: URL) throws {
            let record = try JSON(parsing: try Data(contentsOf: folder.appending(path: "exchange.json")))
            guard record["endpoint"]?.string == "messages",
                let model = record["model_sent"]?.string,
                let dialect = record["api"]?.string.flatMap(DialectName.init),
                let sent = try? Data(contentsOf: folder.appending(path: "2-upstream-request.json"))
            else { return nil }
            self.dialect = dialect
            request = try JSONDocument(Array(try Data(contentsOf: folder.appending(path: "1-client-request.json"))))
            let target = TranslationTarget(model: model, profile: ModelCatalog.bundled.profile(for: model))
            var again = try Dialects.named(dialect).translate(MessagesRequest(request), for: target)
            let notes =
                try record["notes"]?.elements.map { note in
                    try JSONDecoder().decode(TranslationNote.self, from: Data(note.text.utf8))
                } ?? []
            again.body = Array(sent)
            again.notes = notes
            translated = again
        }
    }
}
