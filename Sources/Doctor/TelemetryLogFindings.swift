package import ProxyConfiguration
import Translation

/// Checks whether the telemetry log and the captured exchanges can be written, and whether there is room, without
/// creating, opening or changing a file.
package enum TelemetryLogFindings {
    /// Relative paths start from `workingDirectory`.
    package static func examine(_ config: Config, workingDirectory: String, disk: Disk = .live) -> [Finding] {
        telemetry(config.telemetry, workingDirectory, disk) + captures(config.capture, workingDirectory, disk)
    }

    // MARK: telemetry.log

    private static func telemetry(_ settings: TelemetrySettings, _ here: String, _ disk: Disk) -> [Finding] {
        guard let log = settings.log else {
            return [.good(.telemetry(.notKept))]
        }
        let path = absolute(log, in: here)
        let folder = parent(of: path)
        if let trouble = trouble(ofFile: path, in: folder, disk) {
            return [.failure(.cannotCreate, .telemetry(.notWritable(path: path, trouble)))]
        }
        var findings: [Finding] = []
        if disk.kind(path) == .file, settings.keep > 0, let reason = disk.refusal(folder) {
            findings.append(.warning(.telemetry(.notRotatable(path: path, reason: reason))))
        } else {
            findings.append(.good(.telemetry(.writable(path: path))))
        }
        return findings + room(for: settings, path, folder, disk)
    }

    /// The same conditions as for opening it: see ``TelemetryLogFile``.
    private static func trouble(ofFile path: String, in folder: String, _ disk: Disk) -> PathTrouble? {
        switch disk.kind(path) {
        case .file: disk.refusal(path).map { .system($0, folder: nil) }
        case .folder: .isFolder
        case .link: .isLink
        case .other: .isNotRegular
        case .missing: trouble(ofFolder: folder, disk)
        }
    }

    private static func trouble(ofFolder folder: String, _ disk: Disk) -> PathTrouble? {
        switch disk.kind(folder) {
        case .missing: .noFolder(folder)
        case .file, .other: .notAFolder(folder)
        case .folder, .link: disk.refusal(folder).map { .system($0, folder: folder) }
        }
    }

    private static func room(
        for settings: TelemetrySettings,
        _ path: String,
        _ folder: String,
        _ disk: Disk
    ) -> [Finding] {
        let files = settings.keep + 1
        let (whole, overflow) = settings.maxSize.bytes.multipliedReportingOverflow(by: files)
        let most = overflow ? Int.max : whole
        guard let free = disk.free(folder) else { return [] }
        // Checking more files would take too long.
        let present = (0...min(settings.keep, 1000)).map { disk.size($0 == 0 ? path : "\(path).\($0)") }.reduce(0, +)
        let (room, needed) = (ByteCount(bytes: free), ByteCount(bytes: most))
        guard free < max(0, most - present) else {
            return [.good(.disk(.enough(free: room, folder: folder, needed: needed)))]
        }
        let fact = DiskFact.tooLittle(
            free: room,
            folder: folder,
            needed: needed,
            files: files,
            size: settings.maxSize
        )
        return [.warning(.disk(fact))]
    }

    // MARK: capture.directory

    /// Missing folders are created, so the nearest existing one counts.
    private static func captures(_ settings: CaptureSettings, _ here: String, _ disk: Disk) -> [Finding] {
        guard let directory = settings.directory else { return [] }
        let path = absolute(directory, in: here)
        var existing = path
        while disk.kind(existing) == .missing, existing != "/" { existing = parent(of: existing) }
        guard let trouble = trouble(ofFolder: existing, disk) else { return [.good(.disk(.capturing(path: path)))] }
        return [.failure(.cannotCreate, .disk(.notCapturing(path: path, trouble)))]
    }

    // MARK: Paths

    private static func absolute(_ path: String, in folder: String) -> String {
        guard !path.hasPrefix("/") else { return path }
        let relative = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        return folder.hasSuffix("/") ? folder + relative : "\(folder)/\(relative)"
    }

    private static func parent(of path: String) -> String {
        var trimmed = path[...]
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed = trimmed.dropLast() }
        guard let slash = trimmed.lastIndex(of: "/"), slash != trimmed.startIndex else { return "/" }
        return String(trimmed[..<slash])
    }
}
