import Journal

/// A diagnosis for people: grouped by subject, a sign before each finding, the fix below it, the result at the end.
package struct DiagnosisText: Sendable {
    /// The abilities of the reader's terminal.
    package struct Style: Sendable {
        /// Columns; nil leaves every finding on one line.
        package var width: Int?
        package var isColored: Bool
        /// Whether it shows more than ASCII.
        package var isUnicode: Bool

        package init(width: Int? = nil, isColored: Bool = false, isUnicode: Bool = true) {
            self.width = width
            self.isColored = isColored
            self.isUnicode = isUnicode
        }
    }

    private let diagnosis: Diagnosis
    private let style: Style

    package init(_ diagnosis: Diagnosis, style: Style = Style()) {
        self.diagnosis = diagnosis
        self.style = style
    }

    package var text: String {
        var lines: [String] = []
        let table = MappingTable(rows: diagnosis.mapping).lines(width: style.width.map { $0 - 4 })
        for subject in Finding.Subject.allCases {
            let findings = diagnosis.findings.filter { $0.subject == subject }
            let table = subject == .mapping ? table : []
            guard !findings.isEmpty || table.count > 1 else { continue }
            lines.append(paint(Self.title(subject), "1"))
            for (offset, finding) in findings.enumerated() {
                let next = offset + 1 < findings.count ? findings[offset + 1] : nil
                lines += self.lines(finding, before: next)
                // The mapping comes first, then the findings about it.
                if offset == 0 { lines += table.map { "    " + legible($0) } }
            }
        }
        lines += ["", paint(diagnosis.summary, diagnosis.wouldRun ? "1;32" : "1;31")]
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(_ finding: Finding, before next: Finding?) -> [String] {
        let sign = sign(finding.level)
        var lines = wrapped(finding.message, indent: 4)
        lines[0] = "  " + paint(sign.text, sign.color) + " " + lines[0].dropFirst(4)
        // Findings in a row with the same remedy show it once, below the last.
        guard let remedy = finding.remedy, next?.remedy != remedy else { return lines }
        let arrow = style.isUnicode ? "→ " : "-> "
        var fix = wrapped(remedy, indent: 4 + arrow.count)
        fix[0] = "    " + arrow + fix[0].dropFirst(4 + arrow.count)
        return lines + fix.map { paint($0, "2") }
    }

    private func sign(_ level: Finding.Level) -> (text: String, color: String) {
        switch level {
        case .good: (style.isUnicode ? "✓" : "+", "32")
        case .note: (style.isUnicode ? "·" : "-", "2")
        case .warning: ("!", "33")
        case .outage, .failure: (style.isUnicode ? "✗" : "x", "1;31")
        }
    }

    private static func title(_ subject: Finding.Subject) -> String {
        switch subject {
        case .config: "Configuration"
        case .mapping: "Mapping"
        case .environment: "Environment"
        case .key: "Keys"
        case .port: "Port"
        case .telemetry: "Telemetry"
        case .disk: "Disk"
        case .upstream: "Upstream"
        case .model: "Models"
        case .shutdown: "Shutdown dates"
        case .clock: "Clock"
        case .claudeCode: "Claude Code"
        }
    }

    // MARK: Lines

    /// `text` in lines that start with `indent` spaces and fit the terminal's width, where its words allow it.
    private func wrapped(_ text: String, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let text = legible(text)
        // On a narrower terminal its own wrapping is as good.
        guard let width = style.width.map({ max($0, 40) - indent }) else { return [margin + text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(margin + line)
                line = String(word)
            } else {
                line += line.isEmpty ? String(word) : " " + word
            }
        }
        return lines + [margin + line]
    }

    /// Text of files and servers may contain anything: it must not move the cursor, and must be readable in this terminal.
    private func legible(_ text: String) -> String {
        let line = LogText.line(text)
        guard !style.isUnicode else { return line }
        return Self.plain.reduce(line) { $0.replacing($1.0, with: $1.1) }
    }

    private static let plain = [
        ("…", "..."), ("→", "->"), ("–", "-"), ("—", "-"), ("“", "\""), ("”", "\""), ("’", "'"), ("•", "*"),
    ]

    private func paint(_ text: String, _ color: String) -> String {
        style.isColored ? "\u{1B}[\(color)m\(text)\u{1B}[0m" : text
    }
}
