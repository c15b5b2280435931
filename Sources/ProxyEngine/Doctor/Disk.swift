import Foundation

/// What the file system says of paths, without changing anything.
package struct Disk: Sendable {
    package enum Kind: Sendable, Equatable {
        case missing, file, folder, link
        /// A pipe, a device, a socket.
        case other
    }

    /// What stands at a path itself: a link is not followed.
    package var kind: @Sendable (_ path: String) -> Kind
    /// Why this process may not write to what is there, in the system's words; nil where it may.
    package var refusal: @Sendable (_ path: String) -> String?
    /// Bytes that this process may still write to the file system of a folder; nil where that is not known.
    package var free: @Sendable (_ folder: String) -> Int?
    /// Bytes of a file; 0 where there is none.
    package var size: @Sendable (_ path: String) -> Int

    package init(
        kind: @escaping @Sendable (_ path: String) -> Kind,
        refusal: @escaping @Sendable (_ path: String) -> String?,
        free: @escaping @Sendable (_ folder: String) -> Int?,
        size: @escaping @Sendable (_ path: String) -> Int
    ) {
        self.kind = kind
        self.refusal = refusal
        self.free = free
        self.size = size
    }

    package static let live = Disk(
        kind: { path in
            var status = stat()
            guard lstat(path, &status) == 0 else { return .missing }
            return switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        },
        refusal: { path in
            var status = stat()
            guard stat(path, &status) == 0 else { return String(cString: strerror(errno)) }
            // To make a file in a folder, one must be able to pass through it.
            let mode = status.st_mode & S_IFMT == S_IFDIR ? W_OK | X_OK : W_OK
            return access(path, mode) == 0 ? nil : String(cString: strerror(errno))
        },
        free: { folder in
            var status = statvfs()
            guard statvfs(folder, &status) == 0 else { return nil }
            let (bytes, overflow) = Int(clamping: status.f_bavail)
                .multipliedReportingOverflow(by: Int(clamping: status.f_frsize))
            return overflow ? .max : bytes
        },
        size: { path in
            var status = stat()
            return lstat(path, &status) == 0 ? Int(status.st_size) : 0
        }
    )
}

extension ByteCount {
    /// As a person reads it: `12.3 MB`, with one figure after the point where there is only one before it.
    var rounded: String {
        let units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"]
        var value = Double(bytes)
        var unit = 0
        while value >= 999.5, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let isShort = unit > 0 && value < 9.95
        let figures = isShort ? (value * 10).rounded() / 10 : value.rounded()
        let text = figures == figures.rounded() ? String(Int(figures)) : String(figures)
        return "\(text) \(units[unit])"
    }
}
