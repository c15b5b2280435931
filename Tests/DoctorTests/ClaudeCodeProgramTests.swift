import Doctor
import Testing

@Suite struct ClaudeCodeProgramTests {
    static let places: [(path: String?, there: Set<String>, found: String?)] = [
        ("/usr/bin:/opt/bin", ["/opt/bin/claude", "/usr/bin/claude"], "/usr/bin/claude"),
        ("/usr/bin:/opt/bin", ["/opt/bin/claude"], "/opt/bin/claude"),
        ("/usr/bin::/opt/bin", ["./claude"], "./claude"),
        ("/usr/bin", ["/h/.local/bin/claude", "/h/.claude/local/claude"], "/h/.local/bin/claude"),
        ("/usr/bin", ["/h/.claude/local/claude"], "/h/.claude/local/claude"),
        ("/usr/bin", ["/opt/bin/claude"], nil),
        (nil, ["/h/.local/bin/claude"], "/h/.local/bin/claude"),
    ]

    @Test(arguments: places)
    func `it is found as a shell finds it, then where its installers put it`(
        path: String?,
        there: Set<String>,
        found: String?
    ) {
        var environment = ["HOME": "/h"]
        environment["PATH"] = path

        let program = ClaudeCodeProgram.find(in: environment, isExecutable: there.contains)

        #expect(program?.path == found)
        #expect(program?.isOnPath == found.map { !$0.hasPrefix("/h/") })
    }

    @Test func `without a home only the PATH is looked through`() {
        #expect(ClaudeCodeProgram.find(in: ["PATH": "/bin", "HOME": ""], isExecutable: { $0 != "/bin/claude" }) == nil)
    }
}
