/// Cursor and scroll position in lines that do not all fit on the screen. A line may be several rows high.
struct Viewport: Sendable, Equatable {
    /// A row of a line.
    struct Place: Sendable, Comparable {
        var line = 0
        var row = 0

        static func < (left: Place, right: Place) -> Bool {
            (left.line, left.row) < (right.line, right.row)
        }
    }

    var cursor = Place()
    var top = Place()
    /// Cells scrolled out at the left.
    var offset = 0

    /// The facts about the shown lines that moving needs.
    struct Extent {
        var count: Int
        /// Rows on the screen.
        var height: Int
        /// The number of rows of a line.
        var rows: (Int) -> Int
    }

    mutating func move(_ steps: Int, in extent: Extent) {
        cursor = place(cursor, moved: steps, in: extent)
        show(in: extent)
    }

    /// Moves the screen with the cursor, so that the next page begins where this one ends.
    mutating func page(_ steps: Int, in extent: Extent) {
        cursor = place(cursor, moved: steps, in: extent)
        top = place(top, moved: steps, in: extent)
        show(in: extent)
    }

    mutating func go(to line: Int, in extent: Extent) {
        cursor = Place(line: max(min(line, extent.count - 1), 0))
        // Into the upper half and not to the edge, so that the lines below are visible too.
        if cursor < top || cursor >= place(top, moved: extent.height, in: extent) {
            top = place(cursor, moved: -(extent.height / 3), in: extent)
        }
        show(in: extent)
    }

    mutating func goToEnd(in extent: Extent) {
        let last = max(extent.count - 1, 0)
        cursor = Place(line: last, row: extent.count > 0 ? extent.rows(last) - 1 : 0)
        show(in: extent)
    }

    /// Moves the cursor into the lines, and the screen to the cursor.
    mutating func show(in extent: Extent) {
        cursor.line = max(min(cursor.line, extent.count - 1), 0)
        top.line = max(min(top.line, extent.count - 1), 0)
        if extent.count > 0 {
            cursor.row = max(min(cursor.row, extent.rows(cursor.line) - 1), 0)
            top.row = max(min(top.row, extent.rows(top.line) - 1), 0)
        }
        if cursor < top {
            top = cursor
        } else {
            let first = place(cursor, moved: 1 - max(extent.height, 1), in: extent)
            if top < first { top = first }
        }
        // No empty rows below the end while lines above are hidden.
        let last = Place(line: max(extent.count - 1, 0), row: extent.count > 0 ? extent.rows(extent.count - 1) - 1 : 0)
        let lowest = place(last, moved: 1 - max(extent.height, 1), in: extent)
        if lowest < top { top = lowest }
    }

    private func place(_ place: Place, moved steps: Int, in extent: Extent) -> Place {
        var place = place
        var steps = steps
        while steps > 0, place.line < extent.count {
            let left = extent.rows(place.line) - 1 - place.row
            if steps <= left {
                place.row += steps
                return place
            }
            guard place.line + 1 < extent.count else {
                place.row += left
                return place
            }
            steps -= left + 1
            place = Place(line: place.line + 1)
        }
        while steps < 0 {
            if -steps <= place.row {
                place.row += steps
                return place
            }
            guard place.line > 0 else { return Place() }
            steps += place.row + 1
            place.line -= 1
            place.row = max(extent.rows(place.line) - 1, 0)
        }
        return place
    }
}
