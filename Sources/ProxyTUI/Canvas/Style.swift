/// The look of a cell, by its meaning. The terminal turns it into colours, or into attributes if it has no colours.
package struct Style: Sendable, Hashable {
    package var ink: Ink
    package var emphasis: Emphasis

    package init(_ ink: Ink = .plain, _ emphasis: Emphasis = []) {
        self.ink = ink
        self.emphasis = emphasis
    }

    package static let plain = Style()
    package static let title = Style(.plain, .bold)
    package static let quiet = Style(.quiet)

    package func with(_ more: Emphasis) -> Style { Style(ink, emphasis.union(more)) }
}

/// The meaning of a colour. Colour is never the only sign.
package enum Ink: UInt8, Sendable, CaseIterable {
    case plain
    /// Telemetry, cancelled, answered here.
    case quiet
    /// In flight.
    case live
    case good
    /// Lossy, retried, slow.
    case warning
    case error
    /// Another model answered than was asked.
    case otherModel
    case jsonKey
    case jsonString
    case jsonNumber
    case jsonLiteral
}

package struct Emphasis: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Emphasis(rawValue: 1)
    package static let dim = Emphasis(rawValue: 2)
    package static let underline = Emphasis(rawValue: 4)
    package static let reverse = Emphasis(rawValue: 8)
}
