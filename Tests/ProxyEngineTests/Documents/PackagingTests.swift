import Foundation
import Testing

/// What the workflows, the Makefile and the Dockerfile name is there: they are run elsewhere, and would fail late.
@Suite struct PackagingTests {
    private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardized

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    private static func workflows() throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: ".github/workflows").path)
        return names.map { ".github/workflows/\($0)" }.sorted()
    }

    @Test func `every target of make that a workflow runs is one`() throws {
        let targets = try Set(Self.text("Makefile").matches(of: #/(?m)^([a-z0-9-]+):.*## /#).map { String($0.1) })
        var found = 0
        for workflow in try Self.workflows() {
            for match in try Self.text(workflow).matches(of: /run: make ([a-z0-9-]+)/) {
                #expect(targets.contains(String(match.1)), "\(workflow): make \(match.1)")
                found += 1
            }
        }
        #expect(found > 0)
    }

    @Test func `every script that is named can be run`() throws {
        let named = ["Makefile", "Dockerfile", ".dockerignore", ".ci/run", "CONTRIBUTING.md", "README.md"]
        for file in try named + Self.workflows() {
            for match in try Self.text(file).matches(of: /\bscripts\/([a-z0-9-]+)/) {
                let path = Self.root.appending(path: String(match.0)).path
                #expect(FileManager.default.isExecutableFile(atPath: path), "\(file): \(match.0)")
            }
        }
    }

    @Test func `the Dockerfile knows every target of the package`() throws {
        let dockerfile = try Self.text("Dockerfile")
        let manifest = try Self.text("Package.swift")
        let targets = manifest.matches(of: /\.(?:target|executableTarget|testTarget)\(\s*name: "(\w+)"/)
        #expect(targets.count > 5)
        for target in targets {
            let folder = Self.root.appending(path: "Sources/\(target.1)").path
            guard !FileManager.default.fileExists(atPath: folder) else { continue }
            let path = manifest[target.range.upperBound...].prefix { $0 != ")" }.firstMatch(of: /path: "([^"]+)"/)
            #expect(dockerfile.contains(path.map { String($0.1) } ?? "Tests/\(target.1)"), "\(target.1)")
        }
    }

    @Test func `what the Dockerfile copies is in its context`() throws {
        let ignored = try Self.text(".dockerignore").split(separator: "\n")
        let allowed = ignored.filter { $0.hasPrefix("!") }.map { $0.dropFirst() }
        #expect(ignored.contains("*"))
        for copy in try Self.text("Dockerfile").matches(of: #/(?m)^COPY (?!--from)(\S+) /#) {
            let source = copy.1
            #expect(
                allowed.contains { source == $0 || source.hasPrefix("\($0)/") || source == "Package.*" },
                "COPY \(source)"
            )
        }
    }
}
