import Foundation
import Testing

/// The tables of `README.md`, to be held against what the program does.
struct Readme {
    private let lines: [Substring]

    init() throws {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        lines = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The rows of the first table below a heading, without the table's own.
    func table(below heading: String) throws -> [[Substring]] {
        let start = try #require(lines.firstIndex { $0 == heading }, "README.md has no heading \(heading)")
        let table = lines[start...].drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
        return table.dropFirst(2).map { row in
            row.split(separator: "|").map { $0.trimming(while: { $0 == " " }) }.filter { !$0.isEmpty }
        }
    }

    /// What stands in the first column of any table as `prefix.something`.
    func keys(of prefix: String) -> Set<String> {
        let found = lines.compactMap { line in
            line.hasPrefix("| `\(prefix).")
                ? Self.code(in: line).first.map { String($0.dropFirst(prefix.count + 1)) } : nil
        }
        return Set(found)
    }

    /// What stands between backticks.
    static func code(in text: Substring) -> [Substring] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
    }
}

extension Substring {
    fileprivate func trimming(while isDropped: (Character) -> Bool) -> Substring {
        var text = drop(while: isDropped)
        while let last = text.last, isDropped(last) { text.removeLast() }
        return text
    }
}
