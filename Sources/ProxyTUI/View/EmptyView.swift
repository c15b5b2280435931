/// What is said before the first request: how to point Claude Code here, and what its models are answered by.
enum EmptyView {
    static func draw(_ model: DashboardModel, _ area: Rect, _ canvas: inout Canvas) {
        let url = "http://\(model.facts.address)"
        var lines: [(String, Style)] = [
            ("Waiting for Claude Code. In its terminal:", .title),
            ("", .plain),
            ("  export ANTHROPIC_BASE_URL=\(url) ANTHROPIC_API_KEY=\(model.facts.clientKey)", .plain),
            ("  claude", .plain),
        ]
        if model.facts.isDemonstration {
            lines.insert(("Answers come from the built-in stand-in for OpenAI: nothing is spent.", .quiet), at: 0)
        }
        if area.height < lines.count + 2 {
            lines = [("Waiting for Claude Code:", .title), ("ANTHROPIC_BASE_URL=\(url)", .plain)]
        } else {
            lines += [("", .plain), ("What it asks for is answered by:", .plain)]
            for mapping in model.traffic.mappings {
                lines.append(
                    ("  \(mapping.match) \(model.glyphs[.arrow]) \(mapping.target)   (\(mapping.citation))", .quiet)
                )
            }
        }
        for (index, line) in lines.enumerated() where index < area.height {
            canvas.draw(line.0, line.1, column: area.left + 1, row: area.top + index, in: area)
        }
    }
}
