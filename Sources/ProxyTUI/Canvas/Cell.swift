/// One cell of the screen.
///
/// It holds a scalar and two combining marks, as much as all terminals support. A wide character takes this cell and
/// the next one, for which ``isContinuation`` is true.
package struct Cell: Sendable, Hashable {
    package var base: Unicode.Scalar
    package var marks: Marks
    package var style: Style
    package var isContinuation: Bool

    package struct Marks: Sendable, Hashable {
        package var first: Unicode.Scalar?
        package var second: Unicode.Scalar?

        package init(first: Unicode.Scalar? = nil, second: Unicode.Scalar? = nil) {
            self.first = first
            self.second = second
        }
    }

    package init(_ base: Unicode.Scalar = " ", marks: Marks = Marks(), style: Style = .plain) {
        self.base = base
        self.marks = marks
        self.style = style
        isContinuation = false
    }

    static let blank = Cell()

    /// The second half of a wide character.
    static func continuation(_ style: Style) -> Cell {
        var cell = Cell(style: style)
        cell.isContinuation = true
        return cell
    }

    /// The text of the cell; empty for a continuation.
    package var text: String {
        guard !isContinuation else { return "" }
        var text = String.UnicodeScalarView()
        text.append(base)
        if let mark = marks.first { text.append(mark) }
        if let mark = marks.second { text.append(mark) }
        return String(text)
    }
}
