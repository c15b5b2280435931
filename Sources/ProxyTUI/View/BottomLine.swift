/// The last line: a prompt, a notice, or the most useful keys.
enum BottomLine {
    static func draw(_ model: DashboardModel, _ canvas: inout Canvas, _ area: Rect) {
        guard !area.isEmpty else { return }
        if let prompt = model.prompt { return drawPrompt(prompt, model, &canvas, area) }
        if let notice = model.notice {
            canvas.draw(" " + notice.text, notice.style, column: area.left, row: area.top, in: area)
            return
        }
        var column = area.left + 1
        for (keys, label) in hints(model) {
            guard column + keys.count + label.count + 1 <= area.right else { break }
            column = canvas.draw(keys, .title, column: column, row: area.top, in: area)
            column = canvas.draw(" " + label, .quiet, column: column, row: area.top, in: area) + 2
        }
    }

    /// The prompt, with help or an error in the line above.
    private static func drawPrompt(_ prompt: Prompt, _ model: DashboardModel, _ canvas: inout Canvas, _ area: Rect) {
        canvas.fill(area)
        prompt.editor.draw(
            prompt: " \(prompt.label) ",
            style: prompt.problem == nil ? .plain : Style(.error),
            on: &canvas,
            in: area
        )
        guard area.top > 0 else { return }
        let above = Rect(column: area.left, row: area.top - 1, width: area.width, height: 1)
        canvas.fill(above)
        let isGood = prompt.problem == nil
        let start = canvas.draw(
            isGood ? " \(model.glyphs[.good]) " : " \(model.glyphs[.error]) ",
            Style(isGood ? .good : .error),
            column: above.left,
            row: above.top,
            in: above
        )
        var text = prompt.problem ?? prompt.hint
        if !prompt.candidates.isEmpty {
            let few = prompt.candidates.prefix(8).joined(separator: "  ")
            text = prompt.purpose == .command ? "\(text)   Tab: \(few)" : "\(few)   \(text)"
        }
        if prompt.candidates.count > 8, prompt.purpose == .filter { text = prompt.candidates.joined(separator: " ") }
        if text.isEmpty { text = help(prompt.purpose, isInspecting: model.inspection != nil) }
        canvas.draw(text, isGood ? .quiet : Style(.error), column: start, row: above.top, in: above)
    }

    private static func help(_ purpose: Prompt.Purpose, isInspecting: Bool) -> String {
        switch purpose {
        case .filter: "Enter apply  Esc cancel  Tab complete  Up Down history"
        case .search where isInspecting: "Enter next  Esc cancel"
        case .search: "Enter next  Esc cancel  Tab: filter instead"
        case .command: "Enter run  Esc cancel  Tab complete"
        }
    }

    private static func hints(_ model: DashboardModel) -> [(keys: String, label: String)] {
        let context: KeyBindings.Context = model.inspection == nil ? .list : .inspector
        let isNarrow = model.size.width < 50
        let commands: [(Command, String)] =
            switch context {
            case .list where isNarrow: [(.help, "help"), (.enter, "inspect"), (.quit, "quit")]
            case .list where model.list.isNarrowed || model.frozen != nil || model.zoom != .normal:
                [
                    (.back, "show all again"), (.enter, "inspect"), (.filter, "filter"), (.copy, "copy"),
                    (.export, "export"), (.help, "help"),
                ]
            case .list:
                [
                    (.enter, "inspect"), (.help, "help"), (.filter, "filter"), (.onlyProblems, "problems"),
                    (.export, "export"), (.quit, "quit"), (.search, "search"), (.copy, "copy"), (.follow, "follow"),
                    (.freeze, "freeze"), (.mark, "mark"), (.nextPane, "pane"), (.hide, "hide"),
                ]
            case .inspector:
                [
                    (.nextStage, "stage"), (.nextMatch, "next note"), (.export, "export"), (.help, "help"),
                    (.back, "back"), (.pair, "pair"), (.fold, "fold"), (.raw, "raw"), (.search, "search"),
                    (.copy, "copy"), (.resend, "resend"), (.nextExchange, "next request"),
                ]
            }
        return commands.map { command, label in
            (KeyBindings.standard.names(of: command, in: context).first ?? "", label)
        }
    }
}
