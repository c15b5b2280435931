import Foundation

/// A folder of its own for one test, gone when the test is over.
struct TemporaryFolder: Sendable {
    let url: URL

    var path: String { url.path }

    func file(_ name: String) -> URL {
        url.appending(path: name)
    }

    func write(_ contents: some Sequence<UInt8>, to name: String) throws {
        try Data(contents).write(to: file(name))
    }

    func folder(_ name: String) throws -> TemporaryFolder {
        let folder = url.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return TemporaryFolder(url: folder)
    }

    /// Short, so that a client's sockets in it stay under the 104 bytes a socket's path may have.
    static func lending<Result: Sendable>(
        _ body: @Sendable (TemporaryFolder) async throws -> Result
    ) async throws -> Result {
        let name = "dragoman-" + UUID().uuidString.prefix(8)
        let url = URL(filePath: NSTemporaryDirectory()).resolvingSymlinksInPath().appending(path: name)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: url) }
        return try await body(TemporaryFolder(url: url))
    }
}
