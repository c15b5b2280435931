import Foundation

/// The process that listens on a port, as far as the system tells (on Linux, through /proc).
package struct PortHolder: Sendable, Equatable, CustomStringConvertible {
    package var name: String
    package var process: Int

    package init(name: String, process: Int) {
        self.name = name
        self.process = process
    }

    /// `nginx (process 4711)`
    package var description: String { "\(name) (process \(process))" }

    /// Nil where it cannot be known: another user's process shows its sockets to nobody else.
    package static func find(port: Int) -> PortHolder? {
        // The system's tables are read in pieces, and move on between them: what was there all the time may be missed.
        (0..<3).lazy.compactMap { _ in look(port: port) }.first
    }

    private static func look(port: Int) -> PortHolder? {
        let inodes = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap { listeningInodes(table: $0, port: port) }
        guard !inodes.isEmpty else { return nil }
        let sockets = Set(inodes.map { "socket:[\($0)]" })
        let files = FileManager.default
        for process in (try? files.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let number = Int(process) else { continue }
            let descriptors = "/proc/\(process)/fd"
            for descriptor in (try? files.contentsOfDirectory(atPath: descriptors)) ?? [] {
                guard let target = try? files.destinationOfSymbolicLink(atPath: "\(descriptors)/\(descriptor)"),
                    sockets.contains(target)
                else { continue }
                let name = (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)) ?? "a program"
                return PortHolder(name: name.trimmingCharacters(in: .whitespacesAndNewlines), process: number)
            }
        }
        return nil
    }

    /// Columns of the table: slot, local address, remote address, state (0A listens), …, the tenth is the inode.
    private static func listeningInodes(table: String, port: Int) -> [String] {
        guard let text = try? String(contentsOfFile: table, encoding: .utf8) else { return [] }
        let wanted = String(port, radix: 16).uppercased()
        let suffix = ":" + String(repeating: "0", count: max(0, 4 - wanted.count)) + wanted
        return text.split(separator: "\n").dropFirst().compactMap { line in
            let columns = line.split(separator: " ", omittingEmptySubsequences: true)
            guard columns.count > 9, columns[1].hasSuffix(suffix), columns[3] == "0A" else { return nil }
            return String(columns[9])
        }
    }
}
