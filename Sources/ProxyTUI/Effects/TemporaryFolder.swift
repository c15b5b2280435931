import Foundation
import Synchronization

/// A folder of this process below the temporary one, private and with a random name. It is made when the first file is
/// written into it.
final class TemporaryFolder: Sendable {
    private let path = Mutex<String?>(nil)

    deinit { remove() }

    /// Gives the file's path.
    func write(_ bytes: [UInt8], named name: String) throws -> String {
        try path.withLock { path in
            let folder = try path ?? Self.make()
            path = folder
            return try PrivateFile.write(bytes, named: name, in: URL(filePath: folder, directoryHint: .isDirectory))
        }
    }

    /// With all that is in it.
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
