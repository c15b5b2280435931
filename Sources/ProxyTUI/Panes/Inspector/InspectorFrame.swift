import Journal
import Translation

/// The layout of the inspector in an area; parts without room are empty.
struct InspectorFrame: Sendable {
    struct Side: Sendable {
        var stage: ExchangeStages.Stage
        var title: Rect
        var body: Rect
    }

    var head = Rect(column: 0, row: 0, width: 0, height: 0)
    var timing = Rect(column: 0, row: 0, width: 0, height: 0)
    var tabs = Rect(column: 0, row: 0, width: 0, height: 0)
    var sides: [Side] = []
    var divider = Rect(column: 0, row: 0, width: 0, height: 0)
    var notesRule = Rect(column: 0, row: 0, width: 0, height: 0)
    var notes = Rect(column: 0, row: 0, width: 0, height: 0)
    var reason = Rect(column: 0, row: 0, width: 0, height: 0)

    /// The width of a note's sign and a space, before every line.
    static let gutter = 2
}

extension Inspector {
    func layout(_ size: Size) -> InspectorFrame {
        layout(
            Rect(column: 0, row: 0, width: size.width, height: size.height),
            reasonRows: reasonLines(size.width, glyphs).count
        )
    }

    func layout(_ area: Rect, reasonRows: Int) -> InspectorFrame {
        var layout = InspectorFrame()
        var rest = area
        layout.head = rest.cutTop(1)
        if area.height >= 14 { layout.timing = rest.cutTop(1) }
        if area.height >= 3 { layout.tabs = rest.cutTop(1) }
        if area.height >= 5 {
            let most = area.height >= 20 ? 4 : area.height >= 14 ? 3 : area.height >= 8 ? 2 : 1
            layout.reason = rest.cutBottom(min(reasonRows, most))
        }
        placeNotes(area, &rest, &layout)
        let hasTitle = rest.height >= 6
        if isPair(area.width), tab == .bodies, area.width >= 20 {
            let left = rest.cutLeft((rest.width - 1) / 2)
            layout.divider = rest.cutLeft(1)
            layout.sides = zip(shown(area.width), [left, rest]).map { Self.side($0, $1, hasTitle) }
        } else {
            layout.sides = [Self.side(stage, rest, hasTitle)]
        }
        return layout
    }

    private func placeNotes(_ area: Rect, _ rest: inout Rect, _ layout: inout InspectorFrame) {
        if area.height < 12, focus == .notes {
            // No room for both: the list has priority.
            layout.notes = rest.cutBottom(rest.height)
            return
        }
        guard area.height >= 12 else { return }
        let most = max(min(area.height / 5, focus == .notes ? 12 : 8), 2)
        layout.notes = rest.cutBottom(min(notes.count, most))
        layout.notesRule = rest.cutBottom(1)
    }

    private static func side(_ stage: ExchangeStages.Stage, _ area: Rect, _ hasTitle: Bool) -> InspectorFrame.Side {
        var area = area
        let title = area.cutTop(hasTitle ? 1 : 0)
        return InspectorFrame.Side(stage: stage, title: title, body: area)
    }

    // MARK: Extents

    func extent(_ stage: ExchangeStages.Stage, _ size: Size) -> Viewport.Extent {
        let layout = layout(size)
        let body = layout.sides.first { $0.stage == stage }?.body ?? layout.sides.first?.body
        return extent(stage, width: body?.width ?? size.width, height: body?.height ?? size.height, glyphs)
    }

    func extent(_ stage: ExchangeStages.Stage, width: Int, height: Int, _ glyphs: GlyphSet) -> Viewport.Extent {
        let view = view(stage)
        let body = view.body
        let width = wrapWidth(view, width)
        guard wraps else { return Viewport.Extent(count: body.count, height: height) { _ in 1 } }
        return Viewport.Extent(count: body.count, height: height) { line in
            view.rowCounts.count(of: line, width: width, isASCII: glyphs == .ascii) {
                body.styled(line, glyphs: glyphs, limit: JSONOutline.longestWrapped)
                    .wrapped(to: width, indent: body.indent(line), isASCII: glyphs == .ascii).count
            }
        }
    }

    /// Notes keep their place on the right of wrapped lines.
    func wrapWidth(_ view: StageView, _ width: Int) -> Int {
        max(width - InspectorFrame.gutter - (view.places.isEmpty ? 0 : Self.noteColumn), 8)
    }

    static let noteColumn = 10

    /// The scroll position of a stage, with the end of a followed stream in view.
    func shownViewport(_ stage: ExchangeStages.Stage, _ size: Size) -> Viewport {
        shownViewport(stage, extent(stage, size))
    }

    func shownViewport(_ stage: ExchangeStages.Stage, _ extent: Viewport.Extent) -> Viewport {
        var viewport = view(stage).viewport
        if follows, view(stage).isStream { viewport.goToEnd(in: extent) } else { viewport.show(in: extent) }
        return viewport
    }

    func listExtent(_ size: Size) -> Viewport.Extent {
        let height = layout(size).sides.first?.body.height ?? size.height
        return Viewport.Extent(count: listLines(size.width, glyphs).count, height: height) { _ in 1 }
    }

    /// The lines of the tabs without bodies.
    func listLines(_ width: Int, _ glyphs: GlyphSet) -> [StyledLine] {
        switch tab {
        case .bodies: []
        case .headers: headerLines
        case .attempts: attemptLines(width, glyphs)
        }
    }
}
