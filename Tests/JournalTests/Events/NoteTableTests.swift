import Testing
import TranslationTestSupport

@testable import Journal
@testable import Translation

@Suite struct NoteTableTests {
    private static let notes = [
        TranslationNote(.map, from: "model", to: "model", "a is answered by b", rule: "config.yaml:4"),
        TranslationNote(.drop, from: "messages[0].content[1].cache_control", "OpenAI caches by itself"),
        TranslationNote(.add, to: "store", "nothing is to be kept"),
    ]

    @Test func `columns are aligned, rules stand in parentheses and the count comes last`() {
        #expect(
            NoteTable(Self.notes).text == """
                KIND  FROM                                  TO     WHY
                MAP   model                                 model  a is answered by b (config.yaml:4)
                DROP  messages[0].content[1].cache_control  -      OpenAI caches by itself
                ADD   -                                     store  nothing is to be kept
                3 notes: 1 DROP, 1 MAP, 1 ADD

                """
        )
    }

    @Test func `a narrow terminal gets paths and reasons broken where they can be`() {
        #expect(
            NoteTable(Self.notes, width: 60).text == """
                KIND  FROM          TO     WHY
                MAP   model         model  a is answered by b
                                           (config.yaml:4)
                DROP  messages[0]   -      OpenAI caches by itself
                      .content[1]
                      .cache
                      _control
                ADD   -             store  nothing is to be kept
                3 notes: 1 DROP, 1 MAP, 1 ADD

                """
        )
    }

    @Test(arguments: [60, 80, 100, 133])
    func `no line is wider than the terminal, and no word is lost`(width: Int) {
        let reason = (0..<60).map { "word\($0)" }.joined(separator: " ")
        let source = JSONPath(parsing: "messages" + String(repeating: "[10].content", count: 30))
        let table = NoteTable([TranslationNote(.lossy, from: source, to: source, reason)], width: width).text
        let lines = table.split(separator: "\n")

        #expect(lines.allSatisfy { $0.count <= width })
        for word in reason.split(separator: " ") { #expect(table.contains(word)) }
        #expect(lines.dropLast().dropFirst().count > 3)
    }

    @Test(arguments: [40, 10, 1, 0])
    func `a terminal that is too narrow is treated as one of sixty columns`(width: Int) {
        #expect(NoteTable(Self.notes, width: width).text == NoteTable(Self.notes, width: 60).text)
    }

    @Test func `without a width each note is one line, however long`() {
        let reason = String(repeating: "long ", count: 200) + "end"
        let text = NoteTable([TranslationNote(.split, from: "a", to: "b", reason)]).text

        #expect(text.split(separator: "\n").count == 3)
        #expect(text.contains(reason))
    }

    @Test func `colors are for terminals that take them`() {
        #expect(!NoteTable(Self.notes, width: 80).text.contains("\u{1B}"))
        let colored = NoteTable(Self.notes, width: 80, isColored: true).text

        #expect(colored.contains("\u{1B}[35mDROP\u{1B}[0m  messages"))
        let plain = colored.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(plain == NoteTable(Self.notes, width: 80).text)
    }

    @Test func `a client's name cannot write lines or escapes`() {
        let text = NoteTable([TranslationNote(.drop, from: "a\n\u{1B}[31mb", "left\rout")]).text

        #expect(text.split(separator: "\n").count == 3)
        #expect(!text.contains("\u{1B}") && !text.contains("\r"))
    }

    @Test func `no notes are a count and no table`() {
        #expect(NoteTable([]).text == "0 notes\n")
        #expect(NoteTable([Self.notes[0]]).count == "1 note: 1 MAP")
    }
}
