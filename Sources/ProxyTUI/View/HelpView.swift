/// The keys of the current view, generated from their table, and the meaning of the signs. Scrolls if it does not fit.
enum HelpView {
    private struct Section {
        var title: String
        var commands: [Command]
    }

    static func draw(_ top: Int, _ model: DashboardModel, _ canvas: inout Canvas) {
        canvas.fill(canvas.bounds)
        let lines = lines(model)
        let room = canvas.bounds.dropping(1)
        let columns = columns(model)
        let isCut = lines.count > room.height * columns
        canvas.rule(
            canvas.bounds,
            title: "Help: \(model.inspection == nil ? "the list" : "the inspector")",
            caption: isCut ? "j k scroll, any other key closes" : "any key closes"
        )
        let shown = lines.dropFirst(clamped(top, model)).prefix(room.height * columns)
        for (index, line) in shown.enumerated() {
            var part = room
            _ = part.cutLeft(index / max(room.height, 1) * (room.width / columns))
            part = part.cutLeft(room.width / columns)
            let row = room.top + index % max(room.height, 1)
            let column = canvas.draw(line.keys, .title, column: part.left + 1, row: row, in: part)
            let start = line.keys.isEmpty ? part.left + 1 : max(column + 2, part.left + 16)
            canvas.draw(line.text, line.style, column: start, row: row, in: part)
        }
    }

    /// Two columns if the longest line fits twice.
    private static func columns(_ model: DashboardModel) -> Int { model.size.width >= 110 ? 2 : 1 }

    static func clamped(_ top: Int, _ model: DashboardModel) -> Int {
        min(max(top, 0), max(lines(model).count - max(model.size.height - 1, 0) * columns(model), 0))
    }

    private struct Line {
        var keys = ""
        var text = ""
        var style = Style.plain
    }

    private static func lines(_ model: DashboardModel) -> [Line] {
        let context: KeyBindings.Context = model.inspection == nil ? .list : .inspector
        var lines: [Line] = []
        for section in sections {
            let commands = section.commands.filter { KeyBindings.standard.has($0, in: context) }
            guard !commands.isEmpty else { continue }
            if !lines.isEmpty { lines.append(Line()) }
            lines.append(Line(text: section.title, style: .quiet))
            for command in commands {
                let keys = KeyBindings.standard.names(of: command, in: context).joined(separator: " ")
                lines.append(Line(keys: keys, text: command.summary))
            }
        }
        lines += [Line(), Line(text: "SIGNS", style: .quiet)]
        for (glyph, meaning) in signs { lines.append(Line(keys: String(model.glyphs[glyph]), text: meaning)) }
        return lines
    }

    private static let sections = [
        Section(
            title: "MOVE",
            commands: [
                .down, .up, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .first, .last, .scrollLeft, .scrollRight,
                .enter, .back,
            ]
        ),
        Section(
            title: "LIST",
            commands: [
                .filter, .search, .nextMatch, .previousMatch, .onlyProblems, .follow, .freeze, .mark, .onlyMarked,
                .unmarkAll, .sort, .reverseSort, .clear,
            ]
        ),
        Section(
            title: "INSPECT",
            commands: [
                .stage1, .stage2, .stage3, .stage4, .nextStage, .previousStage, .pair, .switchSide, .fold, .foldAll,
                .unfoldAll, .raw, .headers, .attempts, .wrap, .nextExchange, .previousExchange,
            ]
        ),
        Section(title: "REQUEST", commands: [.copy, .export, .resend, .edit]),
        Section(
            title: "PANES",
            commands: [.pane1, .pane2, .pane3, .pane4, .pane5, .nextPane, .previousPane, .zoomIn, .zoomOut]
        ),
        Section(
            title: "PROGRAM",
            commands: [
                .palette, .help, .eventLog, .toggleMouse, .toggleBackground, .redraw, .hide, .interrupt, .quit,
                .quitNow,
            ]
        ),
    ]

    private static let signs: [(Glyph, String)] = [
        (.live, "an answer is streaming"), (.waiting, "waiting for the first byte"), (.good, "success"),
        (.lossy, "it worked, but something was lost"), (.retried, "it worked after a retry"),
        (.otherModel, "another model answered than was sent"), (.error, "it failed"),
        (.cancelled, "the client went away"),
    ]
}
