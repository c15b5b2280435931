import CNcurses
import Testing

@testable import ProxyTUI

@Suite struct CellWidthTests {
    /// Ahom medial ra: the library lets it take no cell, Unicode calls it a spacing mark.
    private static let exceptions: Set<UInt32> = [0x1171E]

    /// Curses places by the C library, and shows `?` for what would disagree with the canvas.
    @Test func `widths agree with the C library's for all that is drawn`() throws {
        try #require(cn_set_locale() == 1)
        var compared = 0
        var differing: [String] = []
        for scalar in (0x20...0x10FFFF).compactMap(Unicode.Scalar.init) where Self.isDrawn(scalar) {
            let theirs = Int(cn_character_width(scalar.value))
            // Below zero: a younger character than the library.
            guard theirs >= 0, !Self.exceptions.contains(scalar.value) else { continue }
            compared += 1
            let ours = CellWidth.of(scalar)
            if ours != theirs { differing.append("\(String(scalar.value, radix: 16)): \(ours), \(theirs)") }
        }
        #expect(differing.isEmpty)
        #expect(compared > 100_000)
    }

    /// ``VisibleText`` spells the others out.
    private static func isDrawn(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .unassigned, .surrogate, .privateUse, .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
