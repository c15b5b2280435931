/// The look of a request's state: a sign, a colour, and a word in the list's last column.
struct RowStyle {
    let glyph: Glyph
    let style: Style
    let noteStyle: Style
    /// Whether the sign means more than success.
    let isSpecial: Bool
    let isQuiet: Bool

    init(_ row: ExchangeRow) {
        let ink: Ink
        switch row.state {
        case .waiting: (glyph, ink) = (.waiting, .live)
        case .streaming: (glyph, ink) = (.live, .live)
        case .failed, .refused: (glyph, ink) = (.error, .error)
        case .cancelled: (glyph, ink) = (.cancelled, .quiet)
        case .counted: (glyph, ink) = (.good, .quiet)
        case .finished:
            if row.isOtherModel {
                (glyph, ink) = (.otherModel, .otherModel)
            } else if row.isLossy {
                (glyph, ink) = (.lossy, .warning)
            } else if row.isRetried {
                (glyph, ink) = (.retried, .warning)
            } else {
                (glyph, ink) = (.good, .good)
            }
        }
        style = Style(ink)
        isSpecial = glyph != .good
        isQuiet = ink == .quiet
        noteStyle = ink == .good ? .plain : Style(ink)
    }

    /// How it ended, or its current state.
    static func note(_ row: ExchangeRow) -> String {
        switch row.state {
        case .waiting: return row.isRetried ? "retry \(row.attempts - 1): waiting" : "waiting"
        case .streaming: return "streaming"
        case .counted: return row.areTokensEstimated ? "estimate" : "counted"
        case .failed, .refused: return "E\(row.errorNumber ?? 0) \(row.problem ?? row.ending)"
        case .cancelled: return "client went away"
        case .finished:
            if row.isOtherModel { return "other model" }
            if row.failNotes > 0 { return "\(row.failNotes) failed, \(row.ending)" }
            if row.lossyNotes > 0 { return "\(row.lossyNotes) lossy, \(row.ending)" }
            if row.isRetried { return "after \(row.attempts - 1) \(row.attempts == 2 ? "retry" : "retries")" }
            return row.ending
        }
    }
}
