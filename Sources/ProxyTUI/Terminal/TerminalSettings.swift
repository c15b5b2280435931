/// The configured settings of the terminal, with defaults from the environment.
package struct TerminalSettings: Sendable {
    /// Nil: decided by the character set and the language of the environment.
    package var glyphs: GlyphSet?
    /// Nil: decided by `COLORFGBG`, else dark.
    package var background: Theme.Background?
    package var isMouseOn: Bool
    /// Whether the program's output and error streams are captured while the dashboard is shown.
    package var capturesOutput: Bool
    package var environment: [String: String]

    package init(
        glyphs: GlyphSet? = nil,
        background: Theme.Background? = nil,
        isMouseOn: Bool = true,
        capturesOutput: Bool = true,
        environment: [String: String]
    ) {
        self.glyphs = glyphs
        self.background = background
        self.isMouseOn = isMouseOn
        self.capturesOutput = capturesOutput
        self.environment = environment
    }

    var terminal: String? { value("TERM") }

    /// no-color.org: set and not empty.
    var isMono: Bool { value("NO_COLOR") != nil }

    func glyphs(isUTF8: Bool) -> GlyphSet {
        if let glyphs { return glyphs }
        guard isUTF8 else { return .ascii }
        // Languages in which signs of ambiguous width may take two cells.
        let language = value("LC_ALL") ?? value("LC_CTYPE") ?? value("LANG") ?? ""
        return ["zh", "ja", "ko"].contains(language.prefix { $0 != "_" && $0 != "." }) ? .narrow : .unicode
    }

    func theme(colors: Int) -> Theme {
        Theme(background ?? environmentBackground ?? .dark, depth(colors: colors))
    }

    private func depth(colors: Int) -> Theme.Depth {
        guard !isMono else { return .mono }
        return colors >= 256 ? .palette256 : colors >= 8 ? .sixteen : .mono
    }

    /// `15;0`, `0;default;15`: the last is the background's number among the sixteen colours.
    private var environmentBackground: Theme.Background? {
        guard let last = value("COLORFGBG")?.split(separator: ";").last, let number = Int(last) else { return nil }
        return switch number {
        case 0...6, 8: .dark
        case 7, 9...15: .light
        default: nil
        }
    }

    private func value(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
