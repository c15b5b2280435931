/// A position on the screen, in cells from the top left.
package struct Point: Sendable, Hashable {
    package var column: Int
    package var row: Int

    package init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

package struct Size: Sendable, Hashable {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
        self.width = max(width, 0)
        self.height = max(height, 0)
    }
}

/// An area of cells. Cutting more from it than it has returns all of it.
package struct Rect: Sendable, Hashable {
    package var origin: Point
    package var size: Size

    package init(column: Int, row: Int, width: Int, height: Int) {
        origin = Point(column: column, row: row)
        size = Size(width: width, height: height)
    }

    package var width: Int { size.width }
    package var height: Int { size.height }
    package var left: Int { origin.column }
    package var top: Int { origin.row }
    /// The first column and row behind it.
    package var right: Int { origin.column + size.width }
    package var bottom: Int { origin.row + size.height }
    package var isEmpty: Bool { size.width == 0 || size.height == 0 }

    package func contains(_ point: Point) -> Bool {
        (left..<right).contains(point.column) && (top..<bottom).contains(point.row)
    }

    package func intersection(_ other: Rect) -> Rect {
        let (left, top) = (max(left, other.left), max(top, other.top))
        let (right, bottom) = (min(right, other.right), min(bottom, other.bottom))
        return Rect(column: left, row: top, width: right - left, height: bottom - top)
    }

    /// The `row`th line of it.
    package func line(_ row: Int) -> Rect {
        Rect(column: left, row: top + row, width: width, height: 1).intersection(self)
    }

    /// Takes `height` rows off the top.
    package mutating func cutTop(_ height: Int) -> Rect {
        let height = min(max(height, 0), self.height)
        let cut = Rect(column: left, row: top, width: width, height: height)
        self = Rect(column: left, row: top + height, width: width, height: self.height - height)
        return cut
    }

    package mutating func cutBottom(_ height: Int) -> Rect {
        let height = min(max(height, 0), self.height)
        size.height -= height
        return Rect(column: left, row: bottom, width: width, height: height)
    }

    package mutating func cutLeft(_ width: Int) -> Rect {
        let width = min(max(width, 0), self.width)
        let cut = Rect(column: left, row: top, width: width, height: height)
        self = Rect(column: left + width, row: top, width: self.width - width, height: height)
        return cut
    }
}
