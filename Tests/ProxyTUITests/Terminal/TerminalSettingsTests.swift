import CNcurses
import Foundation
import Testing

@testable import ProxyTUI

@Suite struct TerminalSettingsTests {
    private static func settings(_ environment: [String: String]) -> TerminalSettings {
        TerminalSettings(environment: environment)
    }

    @Test(arguments: [
        (["LANG": "de_DE.UTF-8"], true, GlyphSet.unicode), (["LANG": "ja_JP.UTF-8"], true, .narrow),
        (["LANG": "de_DE.UTF-8", "LC_ALL": "zh_CN.UTF-8"], true, .narrow), (["LC_CTYPE": "ko_KR.UTF-8"], true, .narrow),
        (["LANG": "ja_JP.UTF-8", "LC_ALL": "en_US.UTF-8"], true, .unicode), (["LANG": "ja_JP.eucJP"], false, .ascii),
        ([:], true, .unicode),
    ])
    func `signs are chosen by character set and language`(
        _ environment: [String: String],
        _ isUTF8: Bool,
        _ glyphs: GlyphSet
    ) {
        #expect(Self.settings(environment).glyphs(isUTF8: isUTF8) == glyphs)
    }

    @Test(arguments: GlyphSet.allCases)
    func `a person's choice of signs goes first`(_ glyphs: GlyphSet) {
        let settings = TerminalSettings(glyphs: glyphs, environment: ["LANG": "ja_JP.UTF-8"])
        #expect(settings.glyphs(isUTF8: true) == glyphs)
        #expect(settings.glyphs(isUTF8: false) == glyphs)
    }

    @Test(arguments: [
        ("15;0", Theme.Background.dark), ("0;15", .light), ("0;default;15", .light), ("15;default;8", .dark),
        ("0;7", .light),
        ("default;default", .dark), ("", .dark), ("0;231", .dark),
    ])
    func `the background is the terminal's`(_ value: String, _ background: Theme.Background) {
        #expect(Self.settings(["COLORFGBG": value]).theme(colors: 256).background == background)
        let chosen = TerminalSettings(background: .light, environment: ["COLORFGBG": value])
        #expect(chosen.theme(colors: 256).background == .light)
    }

    @Test(arguments: [
        (-1, Theme.Depth.mono), (2, .mono), (8, .sixteen), (16, .sixteen), (256, .palette256), (1 << 24, .palette256),
    ])
    func `the depth is by the number of colours`(_ colors: Int, _ depth: Theme.Depth) {
        #expect(Self.settings([:]).theme(colors: colors).depth == depth)
        #expect(Self.settings(["NO_COLOR": "1"]).theme(colors: colors).depth == .mono)
    }

    @Test func `a text goes to the clipboard unless it is too long`() throws {
        let sequence = try #require(ClipboardSequence("grüße"))
        #expect(String(decoding: sequence.bytes, as: UTF8.self) == "\u{1B}]52;c;Z3LDvMOfZQ==\u{07}")
        #expect(ClipboardSequence(String(repeating: "x", count: 55_500)) != nil)
        #expect(ClipboardSequence(String(repeating: "x", count: 55_501)) == nil)
    }

    @Test(arguments: ["4711:job", "1:alone"])
    func `a launcher's mark is read back`(_ text: String) {
        #expect(LauncherMark(text)?.text == text)
    }

    @Test(arguments: ["", "4711", "x:job", "4711:else", "4711:job:more"])
    func `another's mark is none`(_ text: String) {
        #expect(LauncherMark(text) == nil)
    }

    @Test func `this process was not launched`() {
        #expect(!TerminalLauncher.isLaunched && !TerminalLauncher.canHide)
    }
}
