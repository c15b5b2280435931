import Foundation
import Translation

/// The program Claude Code on this machine, its settings, and the variables of this terminal.
package struct ClaudeCodeSurroundings: Sendable {
    package enum Program: Sendable, Equatable {
        case missing
        /// The version is nil if the program did not print it in time.
        case found(path: String, version: String?, isOnPath: Bool)
    }

    /// An existing settings file.
    package struct Settings: Sendable, Equatable {
        /// As a person writes it: `~/.claude/settings.json`.
        package var name: String
        /// Its `env` object; nil if the file is not JSON.
        package var variables: [String: String]?

        package init(name: String, variables: [String: String]?) {
            self.name = name
            self.variables = variables
        }

        /// Reads the file's text.
        package init(name: String, json: [UInt8]) {
            guard let root = try? JSONDocument(json).root, root.kind == .object else {
                self.init(name: name, variables: nil)
                return
            }
            var variables: [String: String] = [:]
            var members = root["env"].map { $0.members }
            while let member = members?.next() {
                if let text = member.value.string { variables[member.key.string] = text }
            }
            self.init(name: name, variables: variables)
        }
    }

    package var program: Program
    package var settings: [Settings]
    package var environment: [String: String]
    /// In a container there is usually no client.
    package var isContainer: Bool

    package init(
        program: Program,
        settings: [Settings] = [],
        environment: [String: String] = [:],
        isContainer: Bool = false
    ) {
        self.program = program
        self.settings = settings
        self.environment = environment
        self.isContainer = isContainer
    }
}

extension ClaudeCodeSurroundings {
    /// Examines this machine. Only the program's version takes time, at most `deadline`.
    package static func live(
        _ environment: [String: String],
        deadline: Duration = .seconds(5)
    ) async -> ClaudeCodeSurroundings {
        ClaudeCodeSurroundings(
            program: await find(environment, deadline),
            settings: readSettings(environment),
            environment: environment,
            isContainer: Surroundings.isContainer(environment)
        )
    }

    /// The existing settings files.
    package static func readSettings(_ environment: [String: String]) -> [Settings] {
        let everywhere = settingsFiles(environment)
        let here = FileManager.default.currentDirectoryPath
        // In the home folder, the project's file is the user's own file.
        let project = projectFiles.map { (path: "\(here)/\($0)", name: $0) }
            .filter { file in !everywhere.contains { $0.path == file.path } }
        return (everywhere + project).compactMap { file in
            FileManager.default.contents(atPath: file.path).map { Settings(name: file.name, json: Array($0)) }
        }
    }

    /// The files of the current folder, which override the user's own.
    private static let projectFiles = [".claude/settings.json", ".claude/settings.local.json"]

    /// The user's own file, and the administrator's.
    static func settingsFiles(_ environment: [String: String]) -> [(path: String, name: String)] {
        var paths: [String] = []
        if let folder = environment["CLAUDE_CONFIG_DIR"], !folder.isEmpty {
            paths.append("\(folder)/settings.json")
        } else if let home = environment["HOME"], !home.isEmpty {
            paths.append("\(home)/.claude/settings.json")
        }
        paths += [
            "/etc/claude-code/managed-settings.json",
            "/Library/Application Support/ClaudeCode/managed-settings.json",
        ]
        return paths.map { ($0, shortened($0, environment)) }
    }

    private static func shortened(_ path: String, _ environment: [String: String]) -> String {
        guard let home = environment["HOME"], home.count > 1, path.hasPrefix("\(home)/") else { return path }
        return "~" + path.dropFirst(home.count)
    }

    private static func find(_ environment: [String: String], _ deadline: Duration) async -> Program {
        guard let program = ClaudeCodeProgram.find(in: environment) else { return .missing }
        let output = await ProgramOutput.read(program.path, ["--version"], deadline: deadline)
        let version = output?.firstMatch(of: /[0-9]+\.[0-9]+\.[0-9]+[-+.0-9A-Za-z]*/)
        return .found(
            path: shortened(program.path, environment),
            version: version.map { String($0.output) },
            isOnPath: program.isOnPath
        )
    }
}
