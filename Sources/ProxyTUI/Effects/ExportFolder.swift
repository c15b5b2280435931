import Foundation
import Journal

/// Writes exports below the current folder: fixtures into `Tests/Fixtures` in a source tree of this program, everything
/// else into `dragoman-exports`. The files may contain prompts, so only their owner can read them.
enum ExportFolder {
    /// Returns a line for the user: the path, and what the export lacks.
    static func write(
        _ format: ExportFormat,
        _ exchange: Exchange,
        _ stages: ExchangeStages,
        _ facts: ProgramFacts,
        in folder: URL = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
    ) throws -> String {
        let exports = folder.appending(path: "dragoman-exports", directoryHint: .isDirectory)
        switch format {
        case .fixture:
            let fixture = try FixtureExport(exchange, stages)
            let root =
                isSourceTree(folder)
                ? folder.appending(path: "Tests/Fixtures", directoryHint: .isDirectory)
                : exports.appending(path: "fixtures", directoryHint: .isDirectory)
            for file in fixture.files { try write(file, below: root) }
            let first = fixture.files.first.map { root.appending(path: $0.path).deletingLastPathComponent().path }
            if !fixture.warnings.isEmpty, let place = fixture.files.first {
                let folder = place.path.split(separator: "/").dropLast().joined(separator: "/")
                let text = fixture.warnings.joined(separator: "\n") + "\n"
                try write(ExportedFile("\(folder)/warnings.txt", text), below: root)
            }
            return first ?? root.path
        case .curl:
            return try write(
                ExportedFile("\(exchange.id).sh", Excerpts.curl(exchange, stages, facts)),
                below: exports
            )
        case .bundle:
            return try write(
                ExportedFile("\(exchange.id).json", ExchangeBundle.json(exchange, stages)),
                below: exports
            )
        case .report:
            return try write(
                ExportedFile("\(exchange.id).md", BugReport.markdown(exchange, stages, version: facts.version)),
                below: exports
            )
        }
    }

    /// Other projects have a folder of this name too.
    private static func isSourceTree(_ folder: URL) -> Bool {
        ["Tests/Fixtures/responses", "Sources/ProxyEngine"].allSatisfy { path in
            var isFolder = ObjCBool(false)
            let exists = FileManager.default.fileExists(
                atPath: folder.appending(path: path).path,
                isDirectory: &isFolder
            )
            return exists && isFolder.boolValue
        }
    }

    @discardableResult
    private static func write(_ file: ExportedFile, below root: URL) throws -> String {
        let url = root.appending(path: file.path)
        return try PrivateFile.write(file.bytes, named: url.lastPathComponent, in: url.deletingLastPathComponent())
    }
}
