/// A tool of Anthropic's that the client runs, written out as a function for other models.
///
/// Anthropic's models know these tools by their type; the schemas are from Anthropic's tool documentation.
struct TypedTool: Sendable {
    let description: JSONText
    let parameters: RawJSON

    private init(_ description: JSONText, _ parameters: StaticString) {
        self.description = description
        let bytes = UnsafeBufferPointer(start: parameters.utf8Start, count: parameters.utf8CodeUnitCount)
        self.parameters = RawJSON(bytes: Array(bytes)[...])
    }

    /// The tool of a dated type (`bash_20250124`); nil if Anthropic runs it or it is unknown.
    static func named(_ type: String) -> TypedTool? {
        guard let underscore = type.lastIndex(of: "_") else { return nil }
        let date = type[type.index(after: underscore)...]
        guard date.count == 8, date.allSatisfy(\.isNumber) else { return nil }
        switch type[..<underscore] {
        case "bash": return bash
        case "text_editor": return date < "20250429" ? editorWithUndo : editor
        case "memory": return memory
        default: return nil
        }
    }

    static let bash = TypedTool(
        "Runs a command in a bash session that stays open between calls, and gives back its output.",
        #"""
        {"type":"object","properties":{"command":{"type":"string","description":"The command to run. Needed unless the session is restarted."},"restart":{"type":"boolean","description":"Whether to start the session anew."}}}
        """#
    )

    /// The editor of 2025-04-29 and later.
    static let editor = TypedTool(
        "Views, creates and edits text files.",
        #"""
        {"type":"object","properties":{"command":{"type":"string","enum":["view","create","str_replace","insert"],"description":"What to do."},"path":{"type":"string","description":"The file or directory."},"view_range":{"type":"array","items":{"type":"integer"},"description":"For view: first and last line, counted from 1; -1 is the end of the file."},"file_text":{"type":"string","description":"For create: the contents of the new file."},"old_str":{"type":"string","description":"For str_replace: the text to replace; it must occur exactly once."},"new_str":{"type":"string","description":"For str_replace: the new text; without it the old text is removed."},"insert_line":{"type":"integer","description":"For insert: the line after which to insert; 0 is the beginning."},"insert_text":{"type":"string","description":"For insert: the text to insert."}},"required":["command","path"]}
        """#
    )

    /// The editor of 2024-10-22 and 2025-01-24, which can undo and has `new_str` for inserted text.
    static let editorWithUndo = TypedTool(
        "Views, creates and edits text files.",
        #"""
        {"type":"object","properties":{"command":{"type":"string","enum":["view","create","str_replace","insert","undo_edit"],"description":"What to do; undo_edit takes the last edit of the file back."},"path":{"type":"string","description":"The file or directory."},"view_range":{"type":"array","items":{"type":"integer"},"description":"For view: first and last line, counted from 1; -1 is the end of the file."},"file_text":{"type":"string","description":"For create: the contents of the new file."},"old_str":{"type":"string","description":"For str_replace: the text to replace; it must occur exactly once."},"new_str":{"type":"string","description":"For str_replace and insert: the new text."},"insert_line":{"type":"integer","description":"For insert: the line after which to insert; 0 is the beginning."}},"required":["command","path"]}
        """#
    )

    static let memory = TypedTool(
        "Reads and keeps notes in files below /memories that outlast the conversation.",
        #"""
        {"type":"object","properties":{"command":{"type":"string","enum":["view","create","str_replace","insert","delete","rename"],"description":"What to do."},"path":{"type":"string","description":"The file or directory, below /memories."},"view_range":{"type":"array","items":{"type":"integer"},"description":"For view: first and last line, counted from 1."},"file_text":{"type":"string","description":"For create: the contents of the file."},"old_str":{"type":"string","description":"For str_replace: the text to replace."},"new_str":{"type":"string","description":"For str_replace: the new text."},"insert_line":{"type":"integer","description":"For insert: the line after which to insert."},"insert_text":{"type":"string","description":"For insert: the text to insert."},"old_path":{"type":"string","description":"For rename: the present path."},"new_path":{"type":"string","description":"For rename: the new path."}},"required":["command"]}
        """#
    )
}
