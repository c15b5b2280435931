extension LineEditor {
    /// Draws the prompt and the part of the line around the cursor that fits, and sets the canvas's cursor.
    func draw(prompt: String, style: Style = .plain, on canvas: inout Canvas, in area: Rect) {
        let line = area.line(0).intersection(canvas.bounds)
        guard !line.isEmpty else { return }
        canvas.fill(line)
        var field = line
        let promptEnd = canvas.draw(prompt, .title, column: line.left, row: line.top, in: line)
        // A prompt that leaves no room for typing is not shown.
        if line.right - promptEnd >= 8 || prompt.isEmpty {
            _ = field.cutLeft(promptEnd - line.left)
        } else {
            canvas.fill(line)
        }
        let (before, after) = halves
        let isASCII = canvas.glyphs == .ascii
        // One cell is reserved for the cursor.
        let shown = VisibleText.suffix(of: before, width: field.width - 1, isASCII: isASCII)
        let isCut = shown.startIndex > before.startIndex
        let cursor = canvas.draw(shown, style, column: field.left, row: field.top, in: field)
        canvas.draw(after, style, column: cursor, row: field.top, in: field)
        if isCut, field.width > 1 { canvas.sign(.ellipsis, .quiet, column: field.left, row: field.top, in: field) }
        canvas.cursor = Point(column: min(cursor, field.right - 1), row: field.top)
    }
}
