import Foundation
import ProxyConfiguration
import Translation

/// A file named on the command line, or standard input.
struct InputFile {
    /// `-` is standard input.
    let argument: String

    var isStandardInput: Bool { argument == "-" }

    /// As messages name it.
    var name: String { isStandardInput ? "standard input" : argument }

    /// All of it but for the mark that some editors put before text; what is longer than `limit` is refused before it fills the memory. `limitedBy` says where the limit
    /// is from.
    func read(limit: Int, limitedBy source: String) throws -> [UInt8] {
        let file = try open()
        var contents = Data()
        while let piece = try next(of: file) {
            contents.append(piece)
            guard contents.count <= limit else {
                throw StartFailure.data("\(name) is larger than \(ByteCount(bytes: limit)) (\(source)).")
            }
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return Array(contents.starts(with: mark) ? contents.dropFirst(mark.count) : contents)
    }

    private func open() throws -> FileHandle {
        guard !isStandardInput else { return .standardInput }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder), isFolder.boolValue {
            throw StartFailure.unreadable("\(name) cannot be read: it is a folder.")
        }
        let descriptor = Foundation.open(argument, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw StartFailure.unreadable("\(name) cannot be read: \(String(cString: strerror(errno))).")
        }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Nil at the end.
    private func next(of file: FileHandle) throws -> Data? {
        do {
            guard let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty else { return nil }
            return piece
        } catch {
            throw StartFailure.unreadable("\(name) cannot be read: \(error.localizedDescription)")
        }
    }
}
