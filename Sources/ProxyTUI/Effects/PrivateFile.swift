import Foundation

/// Files that only this user can read: bodies hold what people have said.
enum PrivateFile {
    /// Writes a new file, in a folder that is made where it is missing; gives the path. A file of that name that this
    /// user owns is replaced; nothing is written through a link, or over anybody else's.
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
