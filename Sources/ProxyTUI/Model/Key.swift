/// A key by its name.
enum Key: Sendable, Hashable {
    case character(Unicode.Scalar)
    /// With Ctrl; the letter in upper case.
    case control(Unicode.Scalar)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
}

/// Input from the terminal.
enum TerminalInput: Sendable, Equatable {
    case key(Key)
    case paste(String)
    case mouse(MouseEvent)
    case focus(Bool)
    case resized(Size)
    /// The program has the terminal again (`fg`).
    case resumed
    /// The terminal is gone.
    case hungUp
}

struct MouseEvent: Sendable, Equatable {
    enum Action: Sendable { case press, doublePress, wheelUp, wheelDown }

    var action: Action
    var place: Point
}
