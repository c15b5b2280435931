import Foundation
import Testing

@testable import ProxyTUI

/// WCAG 2's contrast, of the palette that xterm and nearly all terminals have.
@Suite struct ThemeContrastTests {
    @Test(arguments: Theme.Background.allCases, Ink.allCases)
    func `every colour can be read on its background`(_ background: Theme.Background, _ ink: Ink) throws {
        guard let color = Theme(background, .palette256).color(ink) else { return }
        try #require((16..<256).contains(color), "the first sixteen are the user's own")
        let (text, paper) = (Self.luminance(color), background == .dark ? 0.0 : 1.0)
        let contrast = (max(text, paper) + 0.05) / (min(text, paper) + 0.05)
        #expect(contrast >= 4.5, "\(ink) on \(background): \(contrast)")
    }

    private static func luminance(_ color: Int) -> Double {
        let levels: [Int]
        if color >= 232 {
            levels = Array(repeating: 8 + 10 * (color - 232), count: 3)
        } else {
            let steps = [0, 95, 135, 175, 215, 255]
            levels = [steps[(color - 16) / 36], steps[(color - 16) / 6 % 6], steps[(color - 16) % 6]]
        }
        let linear = levels.map { level in
            let value = Double(level) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}
