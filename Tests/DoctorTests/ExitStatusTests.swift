import Testing
import TranslationTestSupport

@testable import Doctor

@Suite struct ExitStatusTests {
    @Test func `every exit code is documented, and no other`() throws {
        let rows = try MarkdownDocument("docs/command-line.md").table(below: "## Exit codes")
        #expect(rows.compactMap { Int32($0[0]) } == ExitStatus.allCases.map(\.rawValue))
    }
}
