import Translation

/// The text before the first request: how to point Claude Code here, and the mapping of models.
enum EmptyView {
    static func draw(_ model: DashboardModel, _ area: Rect, _ canvas: inout Canvas) {
        var lines = self.lines(model, width: area.width - 1, offersExport: model.facts.takesWellKnownKey)
        if area.height < lines.count + 2 { lines = self.lines(model, width: area.width - 1, offersExport: false) }
        if area.height < lines.count + 2 { lines = shortLines(model, width: area.width - 1) }
        for (index, line) in lines.enumerated() where index < area.height {
            canvas.draw(line.0, line.1, column: area.left + 1, row: area.top + index, in: area)
        }
    }

    private static func lines(_ model: DashboardModel, width: Int, offersExport: Bool) -> [(String, Style)] {
        var lines: [(String, Style)] = []
        if model.facts.isDemonstration {
            lines.append(("Answers come from the built-in mock of OpenAI: nothing is spent.", .quiet))
        }
        lines += [("Waiting for Claude Code. In its terminal:", .title), ("", .plain)]
        lines += command(model.facts, width: width - 2).map { ("  " + $0, .plain) }
        lines += [("  claude", .plain), ("", .plain)]
        if offersExport {
            lines += [
                ("If dragoman is not installed there, instead of the first line:", .quiet),
                ("  export ANTHROPIC_BASE_URL=\(url(model.facts)) ANTHROPIC_AUTH_TOKEN=dummy", .quiet),
                ("", .plain),
            ]
        }
        lines.append(("The mapping of models:", .plain))
        for mapping in model.traffic.mappings {
            lines.append(
                ("  \(mapping.match) \(model.glyphs[.arrow]) \(mapping.target)   (\(mapping.citation))", .quiet)
            )
        }
        return lines
    }

    private static func shortLines(_ model: DashboardModel, width: Int) -> [(String, Style)] {
        let command = command(model.facts, width: width)
        let isShort = command.allSatisfy { $0.count <= width }
        return [("Waiting for Claude Code:", .title)]
            + (isShort ? command : ["ANTHROPIC_BASE_URL=\(url(model.facts))"]).map { ($0, .plain) }
    }

    private static func url(_ facts: ProgramFacts) -> String { "http://\(facts.address)" }

    /// The command that sets the variables, on one line if it fits. The key is only printed in the terminal that runs it.
    private static func command(_ facts: ProgramFacts, width: Int) -> [String] {
        let file = facts.configFile.map { " --config \(isPlain($0) ? $0 : ShellText.quoted($0))" } ?? ""
        let (beginning, end) = ("eval \"$(dragoman env\(file)", "--listen \(facts.address))\"")
        let whole = "\(beginning) \(end)"
        return whole.count <= width ? [whole] : [beginning + " \\", "  " + end]
    }

    /// Whether a shell reads it literally.
    private static func isPlain(_ path: String) -> Bool {
        path.utf8.allSatisfy { byte in
            Character(Unicode.Scalar(byte)).isLetter && byte < 0x80 || "0123456789./_-+@%:,".utf8.contains(byte)
        }
    }
}
