import Foundation
import ProxyConfiguration

/// Questions to the file system about paths. Nothing is changed.
package struct Disk: Sendable {
    package enum Kind: Sendable, Equatable {
        case missing, file, folder, link
        /// A pipe, a device, a socket.
        case other
    }

    /// The kind of file at a path itself: a link is not followed.
    package var kind: @Sendable (_ path: String) -> Kind
    /// Why this process may not write to it, in the system's words; nil if it may.
    package var refusal: @Sendable (_ path: String) -> String?
    /// Bytes that this process may still write to the file system of a folder; nil if unknown.
    package var free: @Sendable (_ folder: String) -> Int?
    /// Bytes of a file; 0 if there is none.
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
            // Creating a file in a folder also requires permission to search the folder.
            return access(path, isFolder.boolValue ? W_OK | X_OK : W_OK) == 0 ? nil : String(cString: strerror(errno))
        },
        free: { folder in
            let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
            return (attributes?[.systemFreeSize] as? NSNumber).map { Int(clamping: $0.uint64Value) }
        },
        size: { path in (attributes(of: path)[.size] as? NSNumber).map { Int(clamping: $0.uint64Value) } ?? 0 }
    )

    /// Of the file at the path itself. (Not by `stat`: the module of that structure depends on the other files compiled
    /// with this one.)
    private static func attributes(of path: String) -> [FileAttributeKey: Any] {
        (try? FileManager.default.attributesOfItem(atPath: path)) ?? [:]
    }
}
