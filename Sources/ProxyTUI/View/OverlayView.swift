/// Help, menus and questions, drawn over the screen.
enum OverlayView {
    static func draw(_ model: DashboardModel, _ canvas: inout Canvas) {
        switch model.overlay {
        case .help(let top): HelpView.draw(top, model, &canvas)
        case .menu(let menu): draw(menu, &canvas)
        case .confirmation(let confirmation): draw(confirmation, model, &canvas)
        case nil: break
        }
    }

    private static func draw(_ menu: Menu, _ canvas: inout Canvas) {
        let width = (menu.items.map { $0.label.count }.max() ?? 0) + 8
        let height = menu.items.count + 2
        let box = bottomBox(width: max(width, 24), height: height, canvas)
        canvas.fill(box)
        canvas.rule(box, title: menu.title, caption: "Esc")
        for (index, item) in menu.items.enumerated() where index + 1 < box.height {
            let row = box.top + 1 + index
            let column = canvas.draw("  \(item.key)", .title, column: box.left, row: row, in: box)
            canvas.draw("  \(item.label)", column: column, row: row, in: box)
            if index == menu.selected { canvas.highlight(box.line(index + 1)) }
        }
        canvas.rule(box.dropping(box.height - 1))
    }

    private static func draw(_ confirmation: Confirmation, _ model: DashboardModel, _ canvas: inout Canvas) {
        var text = " \(confirmation.question)  y yes  n no"
        if confirmation.action == .quit { text += "  Q at once" }
        let row = canvas.size.height - 1
        let area = canvas.bounds
        canvas.fill(Rect(column: 0, row: row, width: area.width, height: 1))
        canvas.draw(text, Style(.warning, .bold), column: 0, row: row, in: area)
    }

    private static func bottomBox(width: Int, height: Int, _ canvas: Canvas) -> Rect {
        let width = min(width, canvas.size.width)
        let height = min(height, canvas.size.height)
        return Rect(column: canvas.size.width - width, row: canvas.size.height - height, width: width, height: height)
    }
}
