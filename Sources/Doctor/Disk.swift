import Foundation
import ProxyConfiguration

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
            switch attributes(of: path)[.type] as? FileAttributeType {
            case nil: .missing
            case .typeRegular: .file
            case .typeDirectory: .folder
            case .typeSymbolicLink: .link
            default: .other
            }
        },
        refusal: { path in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            // To make a file in a folder, one must be able to pass through it.
            return access(path, isFolder.boolValue ? W_OK | X_OK : W_OK) == 0 ? nil : String(cString: strerror(errno))
        },
        free: { folder in
            let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
            return (attributes?[.systemFreeSize] as? NSNumber).map { Int(clamping: $0.uint64Value) }
        },
        size: { path in (attributes(of: path)[.size] as? NSNumber).map { Int(clamping: $0.uint64Value) } ?? 0 }
    )

    /// Of what stands at the path itself. (And not by `stat`: whose module that structure belongs to depends on what
    /// else is compiled beside this file.)
    private static func attributes(of path: String) -> [FileAttributeKey: Any] {
        (try? FileManager.default.attributesOfItem(atPath: path)) ?? [:]
    }
}
