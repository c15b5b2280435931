package import Foundation
import Testing

/// A document of this repository, to be held against what the program does.
package struct MarkdownDocument: Sendable {
    package let name: String
    private let lines: [Substring]

    /// `path` is below the root of the repository.
    package init(_ path: String) throws {
        name = path
        lines = try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
    }

    package static let root: URL = {
        var root = URL(filePath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return root
    }()

    package var text: String { lines.joined(separator: "\n") }

    /// The rows of the first table below a heading, without the table's own.
    package func table(below heading: String) throws -> [[Substring]] {
        let start = try #require(lines.firstIndex { $0 == heading }, "\(name) has no heading \(heading)")
        return Self.rows(of: lines[start...].drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") })
    }

    /// The rows of every table whose first column is headed so.
    package func tables(headed title: String) -> [[Substring]] {
        lines.indices.filter { lines[$0].hasPrefix("| \(title) |") }.flatMap { start in
            Self.rows(of: lines[start...].prefix { $0.hasPrefix("|") })
        }
    }

    /// What stands between backticks.
    package static func code(in text: Substring) -> [Substring] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
    }

    private static func rows(of table: some Sequence<Substring>) -> [[Substring]] {
        table.dropFirst(2).map { row in
            row.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
                .map { $0.trimming(while: { $0 == " " }) }
        }
    }
}

extension Substring {
    fileprivate func trimming(while isDropped: (Character) -> Bool) -> Substring {
        var text = drop(while: isDropped)
        while let last = text.last, isDropped(last) { text.removeLast() }
        return text
    }
}
