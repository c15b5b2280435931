package import Translation

package enum TelemetryFact: Sendable, Equatable {
    case notKept
    case writable(path: String)
    case notWritable(path: String, PathTrouble)
    /// In the system's words.
    case notRotatable(path: String, reason: String)
}

package enum DiskFact: Sendable, Equatable {
    case enough(free: ByteCount, folder: String, needed: ByteCount)
    case tooLittle(free: ByteCount, folder: String, needed: ByteCount, files: Int, size: ByteCount)
    case capturing(path: String)
    case notCapturing(path: String, PathTrouble)
}

/// Why a file or folder cannot be written.
package enum PathTrouble: Sendable, Equatable {
    case isFolder, isLink, isNotRegular
    case noFolder(String)
    case notAFolder(String)
    /// In the system's words; of a folder, where one is named.
    case system(String, folder: String?)
}
