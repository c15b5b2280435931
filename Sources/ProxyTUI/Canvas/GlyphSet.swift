/// The signs that the dashboard draws. All take one cell.
enum Glyph: Sendable, CaseIterable {
    case live, waiting, good, lossy, retried, otherModel, error, cancelled, local
    case alive, arrow, ellipsis, rule, divider, folded, unfolded, ascending, descending, marked, note
    /// A missing value; between two names; around a quotation.
    case none, separator, openQuote, closeQuote
}

/// The signs that the terminal can show.
package enum GlyphSet: String, Sendable, CaseIterable {
    /// For terminals that draw signs of ambiguous width in one cell.
    case unicode
    /// Only signs that are one cell wide everywhere.
    case narrow
    case ascii

    subscript(glyph: Glyph) -> Unicode.Scalar {
        switch self {
        case .unicode: Self.unicode(glyph)
        case .narrow: Self.narrow(glyph)
        case .ascii: Self.ascii(glyph)
        }
    }

    /// Eight heights, lowest first.
    var bars: [Unicode.Scalar] {
        switch self {
        case .unicode: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        case .narrow, .ascii: [".", ".", ":", ":", "+", "*", "#", "#"]
        }
    }

    private static func unicode(_ glyph: Glyph) -> Unicode.Scalar {
        switch glyph {
        case .live: "▶"
        case .waiting: "‖"
        case .alive: "●"
        case .arrow: "→"
        case .otherModel: "≠"
        case .ellipsis: "…"
        case .rule: "─"
        case .divider: "│"
        case .ascending: "▲"
        case .descending: "▼"
        case .note: "←"
        case .local, .separator: "·"
        case .none: "—"
        case .openQuote: "“"
        case .closeQuote: "”"
        default: narrow(glyph)
        }
    }

    private static func narrow(_ glyph: Glyph) -> Unicode.Scalar {
        switch glyph {
        case .good: "✓"
        case .error: "✗"
        case .retried: "↻"
        case .cancelled: "∅"
        case .folded: "▸"
        case .unfolded: "▾"
        case .live: "►"
        default: ascii(glyph)
        }
    }

    private static func ascii(_ glyph: Glyph) -> Unicode.Scalar {
        switch glyph {
        case .live: ">"
        case .waiting: "="
        case .good: "v"
        case .lossy: "!"
        case .retried: "~"
        case .otherModel: "#"
        case .error: "x"
        case .cancelled: "0"
        case .local: "."
        case .alive: "*"
        case .arrow: ">"
        case .ellipsis: "~"
        case .rule: "-"
        case .divider: "|"
        case .folded: "+"
        case .unfolded: "-"
        case .ascending: "^"
        case .descending: "v"
        case .marked: "*"
        case .note: "<"
        case .none: "-"
        case .separator: "|"
        case .openQuote, .closeQuote: "\""
        }
    }
}
