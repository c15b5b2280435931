import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI

@Suite struct LineEditorTests {
    /// The text with the cursor in it.
    private func shown(_ editor: LineEditor) -> String { editor.halves.before + "▏" + editor.halves.after }

    @Test(
        arguments: [
            ("one two▏", [.backspace], "one tw▏"), ("one▏ two", [.delete], "one▏two"), ("one▏", [.delete], "one▏"),
            ("▏one", [.backspace, .left], "▏one"), ("one▏", [.right, .left, .left], "o▏ne"), ("o▏ne", [.home], "▏one"),
            ("o▏ne", [.end], "one▏"), ("o▏ne", [.control("A")], "▏one"), ("o▏ne", [.control("E")], "one▏"),
            ("one two  ▏three", [.control("W")], "one ▏three"), ("one▏ two", [.control("U")], "▏ two"),
            ("one▏ two", [.control("K")], "one▏"), ("on▏", [.character("e"), .character(" ")], "one ▏"),
            ("世▏界", [.backspace, .right, .left], "▏界"), ("e\u{301}x▏", [.left, .backspace], "▏x"),
            ("👩‍💻▏", [.backspace], "▏"), ("e▏", [.character("\u{301}"), .left], "▏e\u{301}"),
        ] as [(String, [Key], String)]
    )
    func `keys edit the line`(_ before: String, _ keys: [Key], _ after: String) {
        let halves = before.split(separator: "▏", omittingEmptySubsequences: false).map(String.init)
        var editor = LineEditor()
        editor.insert(halves[0] + halves[1])
        for _ in halves[1] { _ = editor.handle(.left) }

        for key in keys { #expect(editor.handle(key) == .edited) }

        #expect(shown(editor) == after)
    }

    @Test(
        arguments: [
            (.enter, .accepted), (.escape, .cancelled), (.control("C"), .cancelled), (.tab, .complete),
            (.pageUp, .ignored),
            (.function(1), .ignored), (.control("L"), .ignored),
        ] as [(Key, LineEditor.Outcome)]
    )
    func `other keys return requests`(_ key: Key, _ outcome: LineEditor.Outcome) {
        var editor = LineEditor("text")

        #expect(editor.handle(key) == outcome)
        #expect(editor.text == "text")
    }

    @Test func `pasted text becomes one line`() {
        var editor = LineEditor()
        editor.insert("one\r\ntwo\tthree\u{1B}[31m\u{2028}four")

        #expect(editor.text == "one  two three[31m four")
    }

    @Test func `a line has a limit`() {
        var editor = LineEditor()
        editor.insert(String(repeating: "x", count: 5_000))
        _ = editor.handle(.character("y"))

        #expect(editor.text == String(repeating: "x", count: LineEditor.lengthLimit))
    }

    @Test func `the history returns to the typed text`() {
        var editor = LineEditor()
        for line in ["one", "two", "one", "  "] {
            editor.clear()
            editor.insert(line)
            _ = editor.handle(.enter)
        }
        #expect(editor.history == ["two", "one"])

        editor.clear()
        editor.insert("draft")
        var seen: [String] = []
        for key in [Key.up, .up, .up, .down, .down, .down] {
            _ = editor.handle(key)
            seen.append(editor.text)
        }
        #expect(seen == ["one", "two", "two", "one", "draft", "draft"])
    }

    @Test func `the history is bounded`() {
        var editor = LineEditor(history: (0..<500).map(String.init))
        #expect(editor.history.count == LineEditor.historyLimit)

        editor.insert("new")
        _ = editor.handle(.enter)
        #expect(editor.history.count == LineEditor.historyLimit)
        #expect(editor.history.last == "new")
    }

    // MARK: Drawing

    private func drawn(_ editor: LineEditor, width: Int, prompt: String = "f ") -> (String, Point?) {
        var canvas = Canvas(Size(width: width, height: 1))
        editor.draw(prompt: prompt, on: &canvas, in: canvas.bounds)
        return (canvas.text, canvas.cursor)
    }

    @Test func `a line that fits is shown whole`() {
        let (text, cursor) = drawn(LineEditor("opus 世界"), width: 20)

        #expect(text == "f opus 世界")
        #expect(cursor == Point(column: 11, row: 0))
    }

    @Test func `a longer line scrolls to the cursor`() {
        var editor = LineEditor("abcdefghijklmnop")
        #expect(drawn(editor, width: 12) == ("f …ijklmnop", Point(column: 11, row: 0)))

        _ = editor.handle(.home)
        #expect(drawn(editor, width: 12) == ("f abcdefghi…", Point(column: 2, row: 0)))
    }

    @Test func `the cursor stays in any area with any text`() {
        var generator = SeededGenerator(seed: 23)
        for _ in 0..<500 {
            var editor = LineEditor()
            for _ in 0..<12 {
                editor.insert(["a", "世", "👩‍💻", "e\u{301}", "\u{202E}", " "].randomElement(using: &generator) ?? "")
                if Bool.random(using: &generator) { _ = editor.handle(.left) }
            }
            let width = Int.random(in: 1...20, using: &generator)
            let (_, cursor) = drawn(editor, width: width, prompt: "filter ")
            #expect(cursor.map { (0..<width).contains($0.column) } ?? false)
        }
    }
}
