import Foundation
import Testing

/// A program that the suite drives and that is not part of this package.
///
/// The clients and the Python environment are made by `make e2e` in `.tools/` (or wherever `$DRAGOMAN_TOOLS` points).
enum Tool: Sendable, Hashable {
    /// The proxy itself: `$DRAGOMAN_BINARY`, else what was built along with these tests.
    case dragoman
    case claudeCode(ClaudeCode.Version)
    /// Has the packages `anthropic`, `openai` and `pydantic`.
    case python

    /// Where the tool is; nil where it is not installed.
    var location: URL? {
        switch self {
        case .dragoman: Self.dragomanCandidates.first(where: Self.isExecutable)
        case .claudeCode(let version): Self.bundledClient(in: Self.folder.appending(path: "claude-\(version.rawValue)"))
        case .python:
            [Self.folder.appending(path: "python/bin/python")].first(where: Self.isExecutable)
        }
    }

    func requireLocation() throws -> URL {
        guard let location else { throw Missing(tool: self) }
        return location
    }

    struct Missing: Error, CustomStringConvertible {
        var tool: Tool
        var description: String { "\(tool.name) is not installed: \(tool.remedy)" }
    }

    /// With `DRAGOMAN_E2E=1` a missing tool fails the tests that need it, where it would else disable them.
    static var areRequired: Bool { environment["DRAGOMAN_E2E"] == "1" }

    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// The simulator of OpenAI to test against, where there is one.
    static var simulator: URL? {
        environment["OPENAI_SIM"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
    }

    static func script(_ name: String) -> URL {
        packageRoot.appending(path: "Tests/EndToEndTests/Scripts/\(name)")
    }

    private var name: String {
        switch self {
        case .dragoman: "the dragoman binary"
        case .claudeCode(let version): "Claude Code \(version.rawValue)"
        case .python: "Python with anthropic, openai and pydantic"
        }
    }

    private var remedy: String {
        switch self {
        case .dragoman: "swift build, or point $DRAGOMAN_BINARY at it"
        case .claudeCode, .python: "make e2e installs it"
        }
    }

    private static let packageRoot = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static var folder: URL {
        environment["DRAGOMAN_TOOLS"].map { URL(filePath: $0) } ?? packageRoot.appending(path: ".tools")
    }

    private static var dragomanCandidates: [URL] {
        let named = environment["DRAGOMAN_BINARY"].map { [URL(filePath: $0)] } ?? []
        // The tests run as an executable named after the package, or in a helper that gets the bundle's path.
        let besideTests = CommandLine.arguments.compactMap { argument -> URL? in
            guard let end = argument.range(of: ".xctest")?.upperBound else { return nil }
            return URL(filePath: String(argument[..<end])).deletingLastPathComponent().appending(path: "dragoman")
        }
        return named + besideTests + [packageRoot.appending(path: ".build/debug/dragoman")]
    }

    /// The client lies inside a wheel of which one holds one Python version's folder.
    private static func bundledClient(in environment: URL) -> URL? {
        let library = environment.appending(path: "lib")
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: library.path)) ?? []
        return versions.sorted()
            .map { library.appending(path: "\($0)/site-packages/claude_agent_sdk/_bundled/claude") }
            .first(where: isExecutable)
    }

    private static func isExecutable(_ file: URL) -> Bool {
        FileManager.default.isExecutableFile(atPath: file.path)
    }
}

extension Trait where Self == ConditionTrait {
    /// Disables a test, saying why, where one of `tools` is not installed.
    static func needs(_ tools: Tool...) -> Self {
        let missing = tools.filter { $0.location == nil }
        let reason = missing.map { Tool.Missing(tool: $0).description }.joined(separator: "; ")
        return .enabled(if: Tool.areRequired || missing.isEmpty, Comment(rawValue: reason))
    }

    /// Disables a test where the client's own files are not at hand for both versions.
    static var needsBothClients: Self {
        needs(.dragoman, .claudeCode(.current), .claudeCode(.january))
    }
}
