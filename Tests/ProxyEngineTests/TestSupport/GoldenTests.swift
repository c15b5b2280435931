import Foundation
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

struct GoldenTests {
    private static func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "golden-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test
    func `an updated golden file does not differ`() throws {
        try Self.inFolder { folder in
            let file = folder.appending(path: "deep/one.txt")

            let written = try Golden.difference(of: "a\nb\n", from: file, updating: true)
            let read = try Golden.difference(of: "a\nb\n", from: file, updating: false)

            #expect(written == nil)
            #expect(read == nil)
        }
    }

    @Test(arguments: [
        ("a\nb\n", "a\nc\n", "line 2"), ("a\n", "a\nb\n", "line 2"), ("a\r\n", "a\n", "line 1"),
        ("\u{E9}", "e\u{301}", "line 1"), ("a", "a\n", "line 2"),
    ])
    func `the first line that differs is named`(_ expected: String, _ actual: String, _ line: String) throws {
        try Self.inFolder { folder in
            let file = folder.appending(path: "one.txt")
            _ = try Golden.difference(of: expected, from: file, updating: true)

            let difference = try #require(try Golden.difference(of: actual, from: file, updating: false))

            #expect(difference.contains("one.txt, \(line):"))
        }
    }

    @Test
    func `a missing file says how to make it`() throws {
        try Self.inFolder { folder in
            let difference = try Golden.difference(of: "a", from: folder.appending(path: "none.txt"), updating: false)

            #expect(difference?.contains("UPDATE_GOLDEN=1") == true)
        }
    }
}
