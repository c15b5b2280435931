/// The `dashboard` section: the look of the dashboard, unless the terminal decides it, and how much it keeps.
package struct DashboardSection: Sendable, Equatable {
    package enum Background: String, Sendable, CaseIterable {
        /// As the terminal says, else dark.
        case auto
        case dark
        case light
    }

    package enum Glyphs: String, Sendable, CaseIterable {
        /// By the terminal's character set and language.
        case auto
        case unicode
        /// Only signs that are one cell wide everywhere.
        case narrow
        case ascii
    }

    package enum Mouse: String, Sendable, CaseIterable {
        case on
        case off
    }

    package var background = Background.auto
    package var glyphs = Glyphs.auto
    package var mouse = Mouse.on
    /// Requests in the list; marked and running ones are kept beyond it.
    package var rows = 10_000

    package init() {}
}
