import Testing

@testable import ProxyTUI

/// Nothing that takes no place of its own goes unseen.
@Suite struct HiddenTextTests {
    private static func drawn(_ text: String, glyphs: GlyphSet = .unicode) -> String {
        var canvas = Canvas(Size(width: 80, height: 1), glyphs: glyphs)
        canvas.draw(text, column: 0, row: 0, in: canvas.bounds)
        return canvas.text
    }

    @Test(arguments: [
        ("a\u{E0041}b", "a<E0041>b"), ("a\u{E007F}", "a<E007F>"), ("a\u{E0100}b", "a<E0100>b"),
        ("a\u{200D}b", "a<200D>b"), ("a\u{200C}b", "a<200C>b"), ("a\u{FE0F}b", "a<FE0F>b"), ("a\u{34F}b", "a<034F>b"),
        ("a\u{2060}b", "a<2060>b"), ("a\u{FEFF}b", "a<FEFF>b"), ("a\u{3164}b", "a<3164>b"), ("a\u{AD}b", "a<00AD>b"),
        ("1\u{FE0F}2", "1<FE0F>2"), ("\u{600}a", "<0600>a"),
    ])
    func `invisible characters behind a letter are spelled out`(_ text: String, _ shown: String) {
        #expect(Self.drawn(text) == shown)
    }

    @Test(arguments: [
        ("👩‍💻!", "👩!"), ("❤️!", "❤!"), ("👍🏽!", "👍!"), ("👩🏽‍❤️‍👨🏽!", "👩!"), ("1️⃣!", "1\u{20E3}!"), ("☝️", "☝"),
    ])
    func `an emoji sequence is shown by its first sign`(_ text: String, _ shown: String) {
        #expect(Self.drawn(text) == shown)
    }

    @Test(arguments: [
        ("👩\u{200D}x", "👩<200D>x"), ("❤\u{FE0F}\u{FE0F}", "❤<FE0F>"), ("👩\u{200D}\u{200D}💻", "👩<200D><200D>💻"),
        ("🏴\u{E0067}\u{E007F}", "🏴<E0067><E007F>"), ("🇩🇪\u{E0041}", "DE<E0041>"),
    ])
    func `an emoji hides no more than its own`(_ text: String, _ shown: String) {
        #expect(Self.drawn(text) == shown)
    }

    @Test(arguments: [
        ("e\u{301}", "e\u{301}"), ("e\u{301}\u{323}", "e\u{301}\u{323}"),
        ("e\u{301}\u{302}\u{303}x", "e\u{301}\u{302}<0303>x"),
    ])
    func `two marks have room, more are spelled out`(_ text: String, _ shown: String) {
        #expect(Array(Self.drawn(text).unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test(arguments: ["का", "क्ष", "\u{1112}\u{1161}\u{11AB}", "กำ"])
    func `no letter of a cluster is lost`(_ text: String) {
        #expect(Array(Self.drawn(text).unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test(arguments: [("e\u{301}!", "e?!"), ("a\u{E0041}b", "a<E0041>b"), ("世!", "??!"), ("é", "?"), ("\r\nx", " x")])
    func `in ASCII nothing goes unseen either`(_ text: String, _ shown: String) {
        #expect(Self.drawn(text, glyphs: .ascii) == shown)
    }

    @Test(arguments: ["a\u{E0041}b", "👩‍💻", "e\u{301}\u{302}\u{303}", "世界", "का", "1️⃣"])
    func `a text's width is that of what is drawn`(_ text: String) {
        #expect(VisibleText(text).width == VisibleText(Self.drawn(text)).width)
    }
}
