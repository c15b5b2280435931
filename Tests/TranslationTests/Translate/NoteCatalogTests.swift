import Foundation
import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct NoteCatalogTests {
    /// Every code with its sentence: the one file that changes with a note's wording.
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fixtures/NoteCatalog.txt").standardized

    /// What some sentences add.
    private static let variants = [
        NoteReason(.effortAsked, .effort("max"), .model("gpt-5"), .sent("high"), .allowed(["low", "high"])),
        NoteReason(.effortAsked, .effort("max"), .model("gpt-5"), .sent("high")),
        NoteReason(.errorDetails, .errorType("server_error"), .errorCode("c"), .errorParameter("p")),
        NoteReason(.refusalByPolicy, .errorCode("cyber_policy")), NoteReason(.schemaReplaced, .kind(.array)),
        NoteReason(.schemaReplaced, .kind(.true)), NoteReason(.schemaReplaced, .kind(.null)),
        NoteReason(.unrecognized, .code("codeOfTomorrow")),
    ]

    @Test func `each code has its sentence in one file`() throws {
        let reasons = NoteCode.allCases.map { NoteReason($0) } + Self.variants
        let text = reasons.map { "\($0.code.rawValue): \($0.sentence)\n" }.joined()

        #expect(try Golden.difference(of: text, from: Self.file) == nil)
    }

    @Test func `no two codes say the same`() {
        let sentences = Dictionary(grouping: NoteCode.allCases) { NoteReason($0).sentence }

        #expect(sentences.values.filter { $0.count > 1 } == [])
    }

    @Test(arguments: RequestFixture.all.filter { !$0.has("error.txt") })
    func `a note on a fixture has all that its sentence names`(_ fixture: RequestFixture) throws {
        let translated = try Dialects.named(fixture.dialect).translate(fixture.request(), for: fixture.target())

        #expect(translated.notes.filter(\.reason.isIncomplete).map(\.line) == [])
    }

    @Test(arguments: ReplyFixture.all)
    func `a note on an answer has all that its sentence names`(_ fixture: ReplyFixture) throws {
        var machine = fixture.machine()
        _ = machine.run(try fixture.frames())

        #expect(machine.summary.notes.filter(\.reason.isIncomplete).map(\.line) == [])
    }
}
