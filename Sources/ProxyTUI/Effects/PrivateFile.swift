import Foundation

/// Files that only this user can read: bodies hold what people have said.
enum PrivateFile {
    /// Writes into a folder of this process below the temporary one; gives the path.
    static func write(_ bytes: [UInt8], named name: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "dragoman-\(ProcessInfo.processInfo.processIdentifier)", directoryHint: .isDirectory)
        return try write(bytes, named: name, in: folder)
    }

    static func write(_ bytes: [UInt8], named name: String, in folder: URL) throws -> String {
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let path = folder.appending(path: name).path
        guard
            FileManager.default.createFile(atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
        return path
    }
}
