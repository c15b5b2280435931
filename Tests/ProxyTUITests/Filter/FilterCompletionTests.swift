import Testing

@testable import ProxyTUI
@testable import Translation

@Suite struct FilterCompletionTests {
    private static let rows = [
        SampleRows.row(1), SampleRows.row(2) { $0.errorNumber = 3 },
        SampleRows.row(3) { row in
            (row.asked, row.sent, row.session, row.ending) = ("claude haiku", "gpt-5", "B", "end_turn")
        },
    ]

    private func completion(_ text: String) -> FilterCompletion {
        let cursor = text.unicodeScalars.firstIndex(of: "▏")
        let before = text.unicodeScalars[..<(cursor ?? text.unicodeScalars.endIndex)].count
        return FilterCompletion(text.replacing("▏", with: ""), cursor: before, rows: Self.rows)
    }

    @Test(arguments: [
        ("s▏", ["sent:", "session:", "status:", "stop:", "since:"]), ("opus -mo▏", ["model:"]),
        ("(a|ki▏ b)", ["kind:"]),
        ("is:str▏", ["streaming"]), ("model:opus▏", ["claude-opus-5-5"]), ("sent:▏", ["gpt-5.2", "gpt-5"]),
        ("session:▏", ["A", "B"]), ("err:▏", ["any", "E3"]), ("stop:▏", ["tool_use", "end_turn"]),
        ("model:\"claude h▏", ["\"claude haiku\""]), ("model:hai▏", ["\"claude haiku\""]), ("nothing▏", []),
        ("nothing:▏", []), ("\"model:▏", []), ("body:/a is:▏", []),
    ])
    func `candidates at the cursor`(_ text: String, _ candidates: [String]) {
        #expect(completion(text).candidates == candidates)
    }

    @Test func `a candidate replaces the typed text`() {
        var editor = LineEditor("-sta")
        let name = FilterCompletion(editor.text, cursor: editor.cursor, rows: Self.rows)
        editor.replace(name.replaced, with: name.candidates[0])
        #expect(editor.text == "-status:")

        editor.insert("4")
        let value = FilterCompletion(editor.text, cursor: editor.cursor, rows: Self.rows)
        editor.replace(value.replaced, with: value.candidates[0])
        #expect(editor.text == "-status:4xx")
    }

    @Test(arguments: [
        ("status:▏", "status: a number or 4xx 5xx; with > >= < <= ="), ("tt▏", "ttft: time to the first token"),
        ("▏", "a word, or model: sent:"), ("se▏", "sent: session:"), ("opus▏", "a text in the id"),
    ])
    func `the hint is about the field under the cursor`(_ text: String, _ hint: String) {
        #expect(completion(text).hint.hasPrefix(hint))
    }
}
