import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct StopSequenceScannerTests {
    /// What is shown of pieces that come one after another, and the sequence that ended them.
    private func scan(
        _ pieces: [String],
        _ sequences: [String]
    ) throws -> (shown: [String], match: String?) {
        try scan(texts: pieces.map { JSONText($0) }, sequences)
    }

    private func scan(
        texts: [JSONText],
        _ sequences: [String]
    ) throws -> (shown: [String], match: String?) {
        var scanner = try #require(StopSequenceScanner(sequences))
        var shown: [String] = []
        for text in texts {
            let outcome = scanner.feed(text)
            shown.append(outcome.visible.string)
            if let match = outcome.match { return (shown, match) }
        }
        let outcome = scanner.finish()
        shown.append(outcome.visible.string)
        return (shown, outcome.match)
    }

    private func escaped(_ contents: String) throws -> JSONText {
        try #require(try JSONDocument("\"\(contents)\"").root.text)
    }

    @Test func `without sequences there is nothing to scan`() {
        #expect(StopSequenceScanner([]) == nil)
        #expect(StopSequenceScanner([""]) == nil)
    }

    @Test(
        arguments: [
            (["one STOP two"], "one ", "STOP"),
            (["one ST", "OP two"], "one ", "STOP"),
            (["one S", "T", "O", "P"], "one ", "STOP"),
            (["STOP"], "", "STOP"),
            (["SSTOP"], "S", "STOP"),
            (["STSTSTOP"], "STST", "STOP"),
            (["one ST", "AY"], "one STAY", nil),
            (["one ST"], "one ST", nil),
            (["stop"], "stop", nil),
        ] as [([String], String, String?)]
    )
    func `a sequence is found wherever the text is cut`(_ pieces: [String], _ shown: String, _ match: String?) throws {
        let outcome = try scan(pieces, ["STOP"])

        #expect(outcome.shown.joined() == shown)
        #expect(outcome.match == match)
    }

    @Test func `only a possible beginning is held back`() throws {
        #expect(try scan(["plain", "a ST", "ART", "b"], ["STOP"]).shown == ["plain", "a ", "START", "b", ""])
    }

    @Test(
        arguments: [
            ("a b", ["b", "a"], "", "a"),
            ("ab", ["ab", "a"], "", "ab"),
            ("ab", ["a", "ab"], "", "a"),
            ("xabc", ["bc", "abcd"], "xa", "bc"),
            ("abx", ["abc", "b"], "a", "b"),
            ("ab", ["abc", "ab"], "", "ab"),
        ] as [(String, [String], String, String)]
    )
    func `the earliest position wins, then the order of the list`(
        _ text: String,
        _ sequences: [String],
        _ shown: String,
        _ match: String
    ) throws {
        for cut in 0...text.count {
            let outcome = try scan([String(text.prefix(cut)), String(text.dropFirst(cut))], sequences)
            #expect(outcome.shown.joined() == shown, "cut at \(cut)")
            #expect(outcome.match == match, "cut at \(cut)")
        }
    }

    @Test func `plain text goes through as the slice it came in`() throws {
        let document = try JSONDocument(#""nothing to see here""#)
        let text = try #require(document.root.text)
        var scanner = try #require(StopSequenceScanner(["STOP"]))

        let visible = scanner.feed(text).visible

        #expect(visible.escaped.startIndex == text.escaped.startIndex)
    }

    @Test func `escaped characters are compared by their meaning`() throws {
        let outcome = try scan(texts: [try escaped(#"a \u003c/b"#), try escaped(#"\u003e rest"#)], ["</b>"])

        #expect(outcome.shown == ["a ", ""])
        #expect(outcome.match == "</b>")
    }

    @Test func `text with escapes is the same text when it comes out`() throws {
        let outcome = try scan(texts: [try escaped(#"q \" \\ \n\t \u00e9 S"#), try escaped(#"\u0054 \/"#)], ["STOP"])

        #expect(outcome.shown.joined() == "q \" \\ \n\t é ST /")
    }

    @Test func `a surrogate pair whose halves come in two pieces stays whole`() throws {
        let halves = [try escaped(#"owl \ud83e"#), try escaped(#"\udd89 here"#)]

        #expect(try scan(texts: halves, ["STOP"]).shown.joined() == "owl 🦉 here")
        #expect(try scan(texts: halves, ["🦉"]).match == "🦉")
        #expect(try scan(texts: halves, ["🦉"]).shown.joined() == "owl ")
    }

    @Test func `half a pair that stays alone is passed on unchanged`() throws {
        var scanner = try #require(StopSequenceScanner(["STOP"]))
        let text = try escaped(#"a\ud83e"#)

        let shown = scanner.feed(text).visible.escaped + scanner.finish().visible.escaped

        #expect(String(decoding: shown, as: UTF8.self) == #"a\ud83e"#)
    }

    @Test func `an escaped backslash before u is no surrogate`() throws {
        #expect(try scan(texts: [try escaped(#"\\ud83e"#), JSONText("x")], ["STOP"]).shown.joined() == "\\ud83ex")
    }

    @Test func `any cut of any text gives the same`() throws {
        let words = ["</b>", "</", "b>", "<", "/b", ">", "é", "🦉", " ", "\n", "\"", "x"]
        for seed in 0..<300 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let pieces = (0..<8).compactMap { _ in words.randomElement(using: &generator) }
            let sequences = ["</b>", "🦉\n", ">x"].shuffled(using: &generator)

            let whole = try scan([pieces.joined()], sequences)
            let cut = try scan(pieces, sequences)

            #expect(cut.shown.joined() == whole.shown.joined(), "seed \(seed)")
            #expect(cut.match == whole.match, "seed \(seed)")
        }
    }

    @Test func `what is found is what a comparison at every place finds`() throws {
        for seed in 0..<500 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            func word(_ lengths: ClosedRange<Int>) -> String {
                let length = Int.random(in: lengths, using: &generator)
                return String((0..<length).map { _ in Bool.random(using: &generator) ? "a" : "b" })
            }
            let sequences = (0..<Int.random(in: 1...6, using: &generator)).map { _ in word(1...6) }
            let text = word(0...30)
            let places = text.indices.lazy.compactMap { place in
                sequences.first { text[place...].hasPrefix($0) }.map { (text[..<place], $0) }
            }

            let outcome = try scan(text.map { String($0) }, sequences)

            #expect(outcome.match == places.first?.1, "seed \(seed): \(text), \(sequences)")
            #expect(outcome.shown.joined() == places.first.map { String($0.0) } ?? text, "seed \(seed)")
        }
    }
}
