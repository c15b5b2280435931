import Foundation
import Synchronization

/// A private folder of this process with a random name, below the temporary folder. The first file creates it.
final class TemporaryFolder: Sendable {
    private let path = Mutex<String?>(nil)

    deinit { remove() }

    /// Returns the file's path.
    func write(_ bytes: [UInt8], named name: String) throws -> String {
        try path.withLock { path in
            let folder = try path ?? Self.make()
            path = folder
            return try PrivateFile.write(bytes, named: name, in: URL(filePath: folder, directoryHint: .isDirectory))
        }
    }

    /// Removes it with its contents.
    func remove() {
        guard let path = path.withLock({ $0.take() }) else { return }
        try? FileManager.default.removeItem(atPath: path)
    }

    private static func make() throws -> String {
        var template = Array(FileManager.default.temporaryDirectory.appending(path: "dragoman-XXXXXX").path.utf8CString)
        guard mkdtemp(&template) != nil else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
