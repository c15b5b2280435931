import Testing

@testable import ProxyTUI

@Suite struct CanvasTests {
    private static func drawn(_ text: String, width: Int, glyphs: GlyphSet = .unicode) -> String {
        var canvas = Canvas(Size(width: width, height: 1), glyphs: glyphs)
        canvas.draw(text, column: 0, row: 0, in: canvas.bounds)
        return canvas.text
    }

    @Test(arguments: [
        ("plain", "plain"), ("\u{1B}[31mred", "^[[31mred"), ("a\u{202E}b", "a<202E>b"), ("a\u{200B}b", "a<200B>b"),
        ("tab\there", "tab here"), ("世界", "世界"), ("e\u{301}", "e\u{301}"), ("👩‍💻!", "👩!"), ("🇩🇪", "DE"),
        ("❤️x", "❤x"), ("\u{9B}2J", "<009B>2J"), ("\u{301}x", "<0301>x"),
    ])
    func `control and invisible characters are spelled out`(_ text: String, _ shown: String) {
        #expect(Self.drawn(text, width: 20) == shown)
    }

    @Test func `a text that does not fit ends with a sign`() {
        #expect(Self.drawn("abcdef", width: 4) == "abc…")
        #expect(Self.drawn("世界人民", width: 5) == "世界…")
        #expect(Self.drawn("abcd", width: 4) == "abcd")
    }

    @Test func `no wide character begins in the last column`() {
        #expect(Self.drawn("abc世", width: 4) == "abc…")
    }

    @Test func `an ASCII terminal gets only ASCII`() {
        let shown = Self.drawn("naïve 世界 → 🎉 fine", width: 30, glyphs: .ascii)
        #expect(shown.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `half a wide character is blanked`() {
        var canvas = Canvas(Size(width: 4, height: 1))
        canvas.draw("世界", column: 0, row: 0, in: canvas.bounds)
        canvas.draw("x", column: 1, row: 0, in: canvas.bounds)
        #expect(canvas.text == " x界")
    }

    @Test(arguments: [-3, 0, 2, 9])
    func `nothing is drawn outside the area`(_ column: Int) {
        var canvas = Canvas(Size(width: 8, height: 3))
        let area = Rect(column: 2, row: 1, width: 3, height: 1)
        canvas.draw("xxxxxxxxxxxx", column: column, row: 1, in: area)
        canvas.draw("yyyy", column: 2, row: 0, in: area)
        for row in 0..<3 {
            for column in 0..<8 where !area.contains(Point(column: column, row: row)) {
                #expect(canvas[column, row] == .blank)
            }
        }
    }
}
