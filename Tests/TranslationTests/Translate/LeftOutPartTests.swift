import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct LeftOutPartTests {
    @Test func `one note a reason names all places, each once`() {
        var ledger = BlockLedger(.plain())
        for place in ["id", "model", "id"] as [JSONPath] { ledger.leaveOut(place, .moderation) }
        ledger.leaveOut("choices[1]", .otherChoices)

        #expect(ledger.notes.map { $0.places.map(\.source) } == [["id", "model"], ["choices[1]"]])
        #expect(ledger.notes.allSatisfy { $0.kind == .drop && $0.direction == .answer })
    }

    @Test func `notes made in between stay as they are`() {
        var ledger = BlockLedger(.plain())
        ledger.leaveOut("id", .moderation)
        ledger.note(TranslationNote(.map, .answer, from: "a", to: "b", "c"))
        ledger.leaveOut("model", .moderation)

        #expect(ledger.notes.map { $0.places.map(\.source) } == [["id", "model"], ["a"]])
    }

    @Test func `an upstream that makes up names without end gets a note with an end`() {
        var ledger = BlockLedger(.plain())
        for number in 0..<10_000 {
            ledger.leaveOut([.member("\(number)" + String(repeating: "x", count: 1000))], .noCounterpart)
        }

        #expect(ledger.notes.count == 1)
        #expect(ledger.notes[0].hasMorePlaces)
        #expect(ledger.notes[0].memory < 20_000)
    }

    @Test func `more notes than are kept are owned up to`() {
        var ledger = BlockLedger(.plain())
        for number in 0..<100 { ledger.note(TranslationNote(.drop, .answer, from: "a", "\(number) is gone")) }

        #expect(ledger.notes.count == 65)
        #expect(ledger.notes.last?.code == .notesLimited)
    }
}
