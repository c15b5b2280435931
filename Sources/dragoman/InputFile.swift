import Foundation
import ProxyConfiguration
import Translation

/// A file named on the command line, or standard input.
struct InputFile {
    /// `-` is standard input.
    let argument: String

    var isStandardInput: Bool { argument == "-" }

    /// The name in messages.
    var name: String { isStandardInput ? "standard input" : argument }

    /// The bytes without a byte order mark. A file longer than `limit` is refused before it fills the memory.
    func contents(limit: Int) throws(FileTrouble) -> [UInt8] {
        let file = try open()
        var contents = Data()
        while let piece = try next(of: file) {
            contents.append(piece)
            guard contents.count <= limit else { throw .tooLarge(limit: ByteCount(bytes: limit)) }
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return Array(contents.starts(with: mark) ? contents.dropFirst(mark.count) : contents)
    }

    /// The same, with errors for the command line. `limitedBy` names the setting or rule behind the limit.
    func read(limit: Int, limitedBy source: String) throws -> [UInt8] {
        do throws(FileTrouble) {
            return try contents(limit: limit)
        } catch {
            switch error {
            case .isFolder: throw StartFailure.unreadable("Cannot read \(name): it is a folder.")
            case .system(let reason): throw StartFailure.unreadable("Cannot read \(name): \(reason).")
            case .tooLarge(let limit): throw StartFailure.data("\(name) is larger than \(limit) (\(source)).")
            }
        }
    }

    private func open() throws(FileTrouble) -> FileHandle {
        guard !isStandardInput else { return .standardInput }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder), isFolder.boolValue {
            throw .isFolder
        }
        let descriptor = Foundation.open(argument, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(String(cString: strerror(errno))) }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Nil at the end.
    private func next(of file: FileHandle) throws(FileTrouble) -> Data? {
        do {
            guard let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty else { return nil }
            return piece
        } catch {
            throw .system(error.localizedDescription)
        }
    }
}

/// Why a file cannot be read.
enum FileTrouble: Error, Equatable {
    case isFolder
    /// In the system's words.
    case system(String)
    case tooLarge(limit: ByteCount)
}
