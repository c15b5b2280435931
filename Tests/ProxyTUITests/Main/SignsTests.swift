import Testing

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// Which signs the dashboard itself writes, for terminals that cannot show them all.
@Suite struct SignsTests {
    private static func inspected(_ glyphs: GlyphSet, _ width: Int, _ height: Int) -> DashboardModel {
        var model = SampleDay.model(width, height, glyphs: glyphs)
        for case .loadStages(let id) in model.press("gg", .enter) {
            var stages = ExchangeStages()
            stages.clientRequest.headers = [HeaderField("x-api-key", "\u{2022}\u{2022}\u{2022}")]
            stages.clientRequest.body = Array(#"{"model":"m","messages":[1,[2]]}"#.utf8)
            _ = model.update(.stages(id, SampleDay.exchange(id.sequence, at: 1), stages))
        }
        return model
    }

    private static func screens(_ glyphs: GlyphSet) -> [String] {
        var screens: [String] = []
        for (width, height) in [(120, 40), (80, 24), (40, 10), (40, 7)] {
            var model = SampleDay.model(width, height, glyphs: glyphs)
            _ = model.update(.tail(SampleDay.id(23), Array(#"data: {"delta":{"text":"words"}}"#.utf8)))
            screens.append(DashboardView.draw(model).text)
            for presses: [Press] in [
                ["f"], ["f", "is:error", .enter], ["/", "nowhere", .enter], ["o"], ["y"], [":"], ["E"],
            ] {
                var other = model
                for press in presses { other.press(press) }
                screens.append(DashboardView.draw(other).text)
            }
            model = inspected(glyphs, width, height)
            for key in ["1", "H", "t", "w", "/x"] as [Press] {
                model.press(key)
                screens.append(DashboardView.draw(model).text)
            }
        }
        return screens
    }

    /// East_Asian_Width of these is N or Na.
    private static let narrow: Set<Unicode.Scalar> = ["✓", "✗", "↻", "∅", "▸", "▾", "►"]

    @Test func `where signs of ambiguous width are wide, none is written`() {
        for screen in Self.screens(.narrow) {
            for scalar in screen.unicodeScalars where !scalar.isASCII {
                #expect(Self.narrow.contains(scalar), "U+\(String(scalar.value, radix: 16)) in\n\(screen)")
            }
        }
    }

    @Test func `in ASCII the dashboard writes nothing that it would have to replace`() {
        for screen in Self.screens(.ascii) {
            let rest = screen.replacing("? help", with: "")
            #expect(!rest.contains("?"), "\(screen)")
            #expect(screen.utf8.allSatisfy { $0 < 0x80 })
        }
    }

    @Test(arguments: Glyph.allCases)
    func `a sign takes one cell, and is ASCII where nothing else is shown`(_ glyph: Glyph) {
        for glyphs in GlyphSet.allCases { #expect(CellWidth.of(glyphs[glyph]) == 1) }
        #expect(GlyphSet.ascii[glyph].isASCII)
        #expect(GlyphSet.narrow[glyph].isASCII || Self.narrow.contains(GlyphSet.narrow[glyph]))
    }
}
