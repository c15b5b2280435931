import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct TranslationNoteOfRepairTests {
    @Test func `each repair is a note that names block and tool`() {
        let replaced = TranslationNote(.init(kind: .inputReplaced, block: 2, toolName: "Read"))
        let omitted = TranslationNote(.init(kind: .callOmitted, block: 0, toolName: "Write"))

        #expect(replaced.kind == .fail)
        #expect(replaced.target == "content[2].input")
        #expect(replaced.reason == NoteReason(.argumentsReplaced, .tool("Read")))
        #expect(omitted.kind == .drop)
        #expect(omitted.source == "content[0]")
        #expect(omitted.reason == NoteReason(.callCutOff, .tool("Write")))
    }
}
