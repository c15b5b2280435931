/// The colours of the inks: for dark and light backgrounds, with 256, 16 or no colours. The background is always the
/// terminal's own, and the palette is never changed.
package struct Theme: Sendable, Equatable {
    package enum Background: String, Sendable, CaseIterable { case dark, light }
    package enum Depth: Sendable { case mono, sixteen, palette256 }

    package var background: Background
    package var depth: Depth

    package init(_ background: Background, _ depth: Depth) {
        self.background = background
        self.depth = depth
    }

    /// The palette index of an ink; nil is the terminal's own text colour.
    func color(_ ink: Ink) -> Int? {
        switch depth {
        case .mono: nil
        case .sixteen: Self.sixteen(ink)
        case .palette256: background == .dark ? Self.dark(ink) : Self.light(ink)
        }
    }

    /// The emphasis that replaces a colour or is added to it.
    func emphasis(_ style: Style) -> Emphasis {
        switch (depth, style.ink) {
        case (_, .error), (_, .otherModel): style.emphasis.union(.bold)
        case (.mono, .live): style.emphasis.union(.bold)
        case (.mono, .warning): style.emphasis.union(.underline)
        case (.mono, .quiet), (.sixteen, .quiet): style.emphasis.union(.dim)
        default: style.emphasis
        }
    }

    /// No blue: it cannot be read on a black background.
    private static func sixteen(_ ink: Ink) -> Int? {
        switch ink {
        case .plain, .quiet: nil
        case .live, .jsonKey: 6
        case .good, .jsonString: 2
        case .warning, .jsonNumber: 3
        case .error: 1
        case .otherModel, .jsonLiteral: 5
        }
    }

    private static func dark(_ ink: Ink) -> Int? {
        switch ink {
        case .plain: nil
        case .quiet: 246
        case .live: 80
        case .good: 114
        case .warning: 221
        case .error: 210
        case .otherModel: 213
        case .jsonKey: 117
        case .jsonString: 150
        case .jsonNumber: 222
        case .jsonLiteral: 183
        }
    }

    private static func light(_ ink: Ink) -> Int? {
        switch ink {
        case .plain: nil
        case .quiet: 240
        case .live: 23
        case .good: 22
        case .warning: 94
        case .error: 124
        case .otherModel: 90
        case .jsonKey: 24
        case .jsonString: 22
        case .jsonNumber: 94
        case .jsonLiteral: 90
        }
    }
}
