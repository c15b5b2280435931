import Foundation

/// The tables of `docs/translation.md` whose last column says which test shows a behaviour.
struct EvidenceTable: Sendable {
    /// One row: its number, and what its last column cites.
    struct Row: Sendable, CustomStringConvertible {
        let number: Int
        let citations: [Citation]

        var description: String { "row \(number)" }
    }

    enum Citation: Sendable, Equatable {
        /// A test by its suite and its sentence.
        case test(suite: String, sentence: String)
        /// A folder below `Tests/Fixtures`, with the dialect or, where both have it, without.
        case fixture(String)
        /// A file of the repository.
        case file(String)
    }

    let rows: [Row]

    /// The rows below the heading that is named, up to the next heading of its level.
    init(below heading: String, in document: String) {
        var isBelow = false
        var found: [Row] = []
        for line in document.split(separator: "\n") {
            if line.hasPrefix("## ") { isBelow = line == "## \(heading)" }
            guard isBelow, line.hasPrefix("| ") else { continue }
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard let number = cells.first.flatMap({ Int($0) }), let last = cells.last else { continue }
            found.append(Row(number: number, citations: Self.citations(in: last)))
        }
        rows = found
    }

    /// What stands between backticks: a sentence with its suite before it, a path, or the name of a fixture.
    private static func citations(in cell: String) -> [Citation] {
        let parts = cell.components(separatedBy: "`")
        return stride(from: 1, to: parts.count, by: 2).map { index in
            let words = parts[index - 1].split { $0 == " " || $0 == "," }
            if let suite = words.last, suite.hasSuffix("Tests:") {
                return .test(suite: String(suite.dropLast()), sentence: parts[index])
            }
            return parts[index].contains(".") ? .file(parts[index]) : .fixture(parts[index])
        }
    }
}
