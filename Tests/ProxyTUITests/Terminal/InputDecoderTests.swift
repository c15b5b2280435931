import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI

@Suite struct InputDecoderTests {
    private static let start = ContinuousClock.now

    /// All that is decoded, and what an end of patience adds.
    private static func decoded(_ text: String, _ keys: KeySequences = KeySequences()) -> [TerminalInput] {
        decoded(Array(text.utf8), keys)
    }

    private static func decoded(_ bytes: [UInt8], _ keys: KeySequences = KeySequences()) -> [TerminalInput] {
        var decoder = InputDecoder(keys: keys)
        return decoder.decode(bytes, at: start) + decoder.flushPending()
    }

    @Test(arguments: [
        ("\r", Key.enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace),
        ("\u{1}", .control("A")),
        ("\u{0}", .control("@")), ("\u{1F}", .control("_")), ("é", .character("é")), ("世", .character("世")),
        ("🎉", .character("🎉")), ("\u{1B}", .escape), ("\u{1B}[H", .home), ("\u{1B}[F", .end), ("\u{1B}OH", .home),
        ("\u{1B}[1~", .home), ("\u{1B}[4~", .end), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown),
        ("\u{1B}[2~", .insert),
        ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab), ("\u{1B}OP", .function(1)), ("\u{1B}[15~", .function(5)),
        ("\u{1B}[17~", .function(6)), ("\u{1B}[21~", .function(10)), ("\u{1B}[24~", .function(12)),
        ("\u{1B}[[A", .function(1)),
        ("\u{1B}[1;5A", .up), ("\u{1B}[1;2D", .left), ("\u{1B}[3;5~", .delete), ("\u{1B}O5C", .right),
        ("\u{1B}[1;2P", .function(1)),
    ])
    func `keys are decoded from the sequences of terminals`(_ sent: String, _ key: Key) {
        #expect(Self.decoded(sent) == [.key(key)])
    }

    @Test func `a terminal's own sequences are known from terminfo`() {
        let keys = KeySequences { ["kf5": Array("\u{1B}[M5x".utf8), "kcuu1": Array("\u{1B}x".utf8)][$0] }
        #expect(Self.decoded("\u{1B}xx", keys) == [.key(.up), .key(.character("x"))])
    }

    @Test func `a key with Alt is Esc and the key`() {
        #expect(Self.decoded("\u{1B}x") == [.key(.escape), .key(.character("x"))])
        #expect(Self.decoded("\u{1B}é") == [.key(.escape), .key(.character("é"))])
        #expect(Self.decoded("\u{1B}[") == [.key(.escape), .key(.character("["))])
        #expect(Self.decoded("\u{1B}O") == [.key(.escape), .key(.character("O"))])
        #expect(Self.decoded("\u{1B}\u{1B}[A") == [.key(.escape), .key(.up)])
        #expect(Self.decoded("\u{1B}[\u{1B}[A") == [.key(.escape), .key(.character("[")), .key(.up)])
    }

    @Test(arguments: [
        "\u{1B}[?62;4c", "\u{1B}[97;5u", "\u{1B}[>0;1c", "\u{1B}[12;40R", "\u{1B}[99~", "\u{1B}Ox", "\u{1B}[<64",
    ])
    func `unknown sequences are not taken for keys`(_ sent: String) {
        #expect(Self.decoded(sent).isEmpty)
    }

    @Test func `invalid bytes are dropped and the next key is kept`() {
        #expect(Self.decoded([0xFF, 0x61]) == [.key(.character("a"))])
        #expect(Self.decoded([0xE4, 0xB8, 0x61]) == [.key(.character("a"))])
        #expect(Self.decoded([0xC0, 0x80, 0x61]) == [.key(.character("a"))])
        #expect(Self.decoded([0xED, 0xA0, 0x80]) == [.key(.character("\u{FFFD}"))])
        #expect(Self.decoded("\u{9B}a") == [.key(.character("a"))])
    }

    @Test func `pieces are put together wherever they are cut`() {
        let typed = "a世\u{1B}[1;5A\u{1B}[<0;10;5M\u{1B}[200~x\u{1B}[A\r\ny\u{1B}[201~é\u{1B}OP\u{1B}[I\u{1B}[24~b"
        let bytes = Array(typed.utf8)
        let whole = Self.decoded(bytes)
        #expect(whole.count == 10)
        for cut in 1..<bytes.count {
            var decoder = InputDecoder()
            let first = decoder.decode(bytes[..<cut], at: Self.start)
            #expect(first + decoder.decode(bytes[cut...], at: Self.start) == whole)
        }
    }

    @Test func `a paste is one input, with line ends as in a text`() {
        #expect(
            Self.decoded("\u{1B}[200~one\r\ntwo\rthree\n\u{1B}[201~q") == [
                .paste("one\ntwo\nthree\n"), .key(.character("q")),
            ]
        )
        #expect(Self.decoded("\u{1B}[200~\u{1B}[20\u{1B}[201~") == [.paste("\u{1B}[20")])
    }

    @Test func `a paste that is too long is cut, and its end is still seen`() throws {
        let text = String(repeating: "x", count: InputDecoder.pasteLimit + 1_000)
        let inputs = Self.decoded("\u{1B}[200~\(text)\u{1B}[201~q")
        #expect(inputs.count == 2 && inputs.last == .key(.character("q")))
        guard case .paste(let pasted) = try #require(inputs.first) else { return #expect(Bool(false)) }
        #expect(pasted.utf8.count == InputDecoder.pasteLimit)
    }

    @Test func `a paste whose end is lost ends after a pause`() {
        var decoder = InputDecoder()
        #expect(decoder.decode("\u{1B}[200~lost".utf8, at: Self.start).isEmpty)
        #expect(decoder.patience == InputDecoder.pastePatience)
        #expect(decoder.flushPending() == [.paste("lost")])
        #expect(decoder.patience == nil)
    }

    @Test func `nothing unfinished needs no patience`() {
        var decoder = InputDecoder()
        _ = decoder.decode("a\u{1B}[A".utf8, at: Self.start)
        #expect(decoder.patience == nil)
        _ = decoder.decode("\u{1B}".utf8, at: Self.start)
        #expect(decoder.patience == InputDecoder.escapePatience)
    }

    @Test func `two presses at one place soon after each other are a double press`() {
        var decoder = InputDecoder()
        func press(_ sequence: String, after milliseconds: Int) -> [MouseEvent.Action] {
            decoder.decode(sequence.utf8, at: Self.start + .milliseconds(milliseconds)).map { input in
                guard case .mouse(let event) = input else { return .wheelUp }
                return event.action
            }
        }
        let (here, there, release) = ("\u{1B}[<0;3;4M", "\u{1B}[<0;4;4M", "\u{1B}[<0;3;4m")
        #expect(press(here, after: 0) == [.press])
        #expect(press(release, after: 50).isEmpty)
        #expect(press(here, after: 300) == [.doublePress])
        #expect(press(here, after: 350) == [.press])
        #expect(press(here, after: 900) == [.press])
        #expect(press(there, after: 950) == [.press])
    }

    @Test(arguments: [
        ("\u{1B}[<64;1;1M", MouseEvent.Action.wheelUp), ("\u{1B}[<65;1;1M", .wheelDown), ("\u{1B}[<16;1;1M", .press),
    ])
    func `the wheel turns, also with a modifier`(_ sent: String, _ action: MouseEvent.Action) {
        #expect(Self.decoded(sent) == [.mouse(MouseEvent(action: action, place: Point(column: 0, row: 0)))])
    }

    @Test(arguments: ["\u{1B}[<1;1;1M", "\u{1B}[<32;1;1M", "\u{1B}[<35;1;1M", "\u{1B}[<0;1M", "\u{1B}[M !!"])
    func `other buttons, motion and old reports are nothing`(_ sent: String) {
        #expect(Self.decoded(sent).isEmpty)
    }

    @Test func `decoding any bytes ends and is bounded`() {
        var random = SeededGenerator(seed: 11)
        let alphabet: [UInt8] = [0x1B, 0x5B, 0x4F, 0x3C, 0x3B, 0x30, 0x32, 0x7E, 0x4D, 0x41, 0x80, 0xE4, 0xFF, 0x0D]
        for _ in 0..<2_000 {
            let bytes = (0..<40).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            var decoder = InputDecoder()
            let inputs = decoder.decode(bytes, at: Self.start) + decoder.flushPending()
            #expect(inputs.count <= bytes.count && decoder.patience == nil)
        }
    }
}
