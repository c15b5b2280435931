package import Foundation

/// Files kept in the repository that say what an output must be; `UPDATE_GOLDEN=1` writes them anew.
package enum Golden {
    package static var isUpdating: Bool {
        ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
    }

    /// The first line in which `actual` differs from `file`, nil where it does not: `#expect(… == nil)`.
    package static func difference(
        of actual: String,
        from file: URL,
        updating: Bool = isUpdating
    ) throws -> String? {
        if updating {
            let folder = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(actual.utf8).write(to: file)
            return nil
        }
        guard let data = try? Data(contentsOf: file) else {
            return "there is no \(file.lastPathComponent); UPDATE_GOLDEN=1 makes it"
        }
        return firstDifference(expected: String(decoding: data, as: UTF8.self), actual: actual)
            .map { "\(file.lastPathComponent), \($0)" }
    }

    private static func firstDifference(expected: String, actual: String) -> String? {
        // By bytes: canonically equivalent strings are equal to Swift, and not the same file.
        guard Array(expected.utf8) != Array(actual.utf8) else { return nil }
        let expectedLines = lines(of: expected)
        let actualLines = lines(of: actual)
        let line = zip(expectedLines, actualLines).prefix { $0 == $1 }.count
        return """
            line \(line + 1):
              expected: \(shown(expectedLines, line))
              actual:   \(shown(actualLines, line))
            """
    }

    private static func lines(of text: String) -> [[UInt8]] {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    }

    private static func shown(_ lines: [[UInt8]], _ line: Int) -> String {
        lines.indices.contains(line) ? String(decoding: lines[line], as: UTF8.self).debugDescription : "nothing"
    }
}
