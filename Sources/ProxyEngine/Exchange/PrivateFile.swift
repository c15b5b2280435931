import Foundation

/// Files that only their owner may read, also where one was there before.
enum PrivateFile {
    static func write(_ bytes: some ContiguousBytes, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        // On a file system without modes nothing can be changed.
        _ = fchmod(descriptor, 0o600)
        try bytes.withUnsafeBytes { try file.write(contentsOf: Data($0)) }
        try file.close()
    }
}
