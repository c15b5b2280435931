/// An input line at the bottom.
struct Prompt: Sendable {
    enum Purpose: Sendable { case filter, search, command }

    let purpose: Purpose
    var editor: LineEditor
    /// The problem of the current text.
    var problem: String?
    var hint: String = ""
    var candidates: [String] = []
    /// The value before the prompt was opened, for Esc.
    var former = ""

    init(_ purpose: Purpose, text: String = "", history: [String] = []) {
        self.purpose = purpose
        editor = LineEditor(text, history: history)
        former = text
    }

    var label: String {
        switch purpose {
        case .filter: "filter"
        case .search: "search"
        case .command: ":"
        }
    }
}
