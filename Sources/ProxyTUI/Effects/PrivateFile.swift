import Foundation

/// Files that only their owner can read, because bodies contain prompts.
enum PrivateFile {
    /// Writes a new file and creates its folder if necessary; returns the path. An existing file of this user is replaced.
    /// Links and files of other users are not written.
    static func write(_ bytes: [UInt8], named name: String, in folder: URL) throws -> String {
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let path = folder.appending(path: name).path
        var former = stat()
        if lstat(path, &former) == 0, former.st_mode & S_IFMT == S_IFREG, former.st_uid == geteuid() { unlink(path) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try file.write(contentsOf: Data(bytes))
        try file.close()
        return path
    }
}
