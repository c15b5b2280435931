import Foundation
import Testing

extension EndToEndTests {
    /// `make install` and `make uninstall`.
    @Suite(.needs(.dragoman))
    struct InstallTests {
        private static let files = [
            "bin/dragoman", "share/bash-completion/completions/dragoman",
            "share/fish/vendor_completions.d/dragoman.fish",
            "share/man/man1/dragoman.1", "share/zsh/site-functions/_dragoman",
        ]

        @Test func `the installed files are below the prefix, and uninstall removes them`() async throws {
            try await TemporaryFolder.lending { folder in
                try await Self.make("install", in: folder)
                #expect(Self.files(in: folder) == Self.files.map { "opt/it/\($0)" })
                let program = folder.file("opt/it/bin/dragoman").path
                #expect(FileManager.default.isExecutableFile(atPath: program))

                try await Self.make("uninstall", in: folder)
                #expect(Self.files(in: folder).isEmpty)
            }
        }

        private static func make(_ target: String, in folder: TemporaryFolder) async throws {
            let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
            let end = try await ChildProcess.run(
                URL(filePath: "/usr/bin/make"),
                [
                    target, "DESTDIR=\(folder.path)", "PREFIX=/opt/it",
                    "RELEASE=\(try Tool.dragoman.requireLocation().path)",
                ],
                environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"],
                in: root
            )
            #expect(end.status == 0, "\(end.lines.map(\.text))")
        }

        private static func files(in folder: TemporaryFolder) -> [String] {
            let all = FileManager.default.subpaths(atPath: folder.path) ?? []
            return all.filter { path in
                var isFolder: ObjCBool = false
                _ = FileManager.default.fileExists(atPath: folder.file(path).path, isDirectory: &isFolder)
                return !isFolder.boolValue
            }.sorted()
        }
    }
}
