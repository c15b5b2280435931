/// A line at the bottom into which a person types.
struct Prompt: Sendable {
    enum Purpose: Sendable { case filter, search, command }

    let purpose: Purpose
    var editor: LineEditor
    /// What is wrong with the text as it stands.
    var problem: String?
    var hint: String = ""
    var candidates: [String] = []
    /// What stood before the prompt was opened, for Esc.
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
