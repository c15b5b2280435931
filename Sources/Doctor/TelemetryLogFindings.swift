package import ProxyConfiguration
import Translation

/// What the program writes to disk, the telemetry log and the captured exchanges: whether it may, and whether there is
/// room. Nothing is created, opened or changed.
package enum TelemetryLogFindings {
    /// `workingDirectory` is what relative paths start from.
    package static func examine(_ config: Config, workingDirectory: String, disk: Disk = .live) -> [Finding] {
        telemetry(config.telemetry, workingDirectory, disk) + captures(config.capture, workingDirectory, disk)
    }

    // MARK: telemetry.log

    private static func telemetry(_ settings: TelemetrySettings, _ here: String, _ disk: Disk) -> [Finding] {
        guard let log = settings.log else {
            return [.good(.telemetry, "Telemetry is counted and shown, and not kept (telemetry.log is off).")]
        }
        let path = absolute(log, in: here)
        let folder = parent(of: path)
        if let reason = refusal(ofFile: path, in: folder, disk) {
            let message = "The telemetry log \(path) cannot be written: \(reason)."
            return [.failure(.telemetry, .cannotCreate, message, remedy: anotherLog)]
        }
        var findings: [Finding] = []
        if disk.kind(path) == .file, settings.keep > 0, let reason = disk.refusal(folder) {
            let message = "The telemetry log \(path) cannot be rotated: no file can be made beside it (\(reason))."
            findings.append(.warning(.telemetry, message, remedy: anotherLog))
        } else {
            findings.append(.good(.telemetry, "The telemetry log \(path) can be written."))
        }
        return findings + room(for: settings, path, folder, disk)
    }

    private static let anotherLog =
        "Name another place, `telemetry: {log: /a/path.jsonl}`, or keep none: `telemetry: {log: off}`."

    /// As opening it would: see ``TelemetryLogFile``.
    private static func refusal(ofFile path: String, in folder: String, _ disk: Disk) -> String? {
        switch disk.kind(path) {
        case .file: disk.refusal(path)
        case .folder: "it is a folder"
        case .link: "it is a symbolic link"
        case .other: "it is not a regular file"
        case .missing: refusal(ofFolder: folder, disk)
        }
    }

    private static func refusal(ofFolder folder: String, _ disk: Disk) -> String? {
        switch disk.kind(folder) {
        case .missing: "there is no folder \(folder)"
        case .file, .other: "\(folder) is not a folder"
        case .folder, .link: disk.refusal(folder).map { "in \(folder), \($0)" }
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
        // A log of the largest size is quickly listed; more files than this are not.
        let present = (0...min(settings.keep, 1000)).map { disk.size($0 == 0 ? path : "\(path).\($0)") }.reduce(0, +)
        let mostText = ByteCount(bytes: most).rounded
        let freeText = ByteCount(bytes: free).rounded
        guard free < max(0, most - present) else {
            return [.good(.disk, "\(freeText) are free in \(folder); the telemetry log takes at most \(mostText).")]
        }
        let message =
            "Only \(freeText) are free in \(folder), and the telemetry log may take \(mostText) "
            + "(\(files) files of \(settings.maxSize))."
        return [.warning(.disk, message, remedy: "Free some, or lower telemetry.max_size or telemetry.keep.")]
    }

    // MARK: capture.directory

    /// Folders that are not there yet are made, so the nearest one that is there counts.
    private static func captures(_ settings: CaptureSettings, _ here: String, _ disk: Disk) -> [Finding] {
        guard let directory = settings.directory else { return [] }
        let path = absolute(directory, in: here)
        var existing = path
        while disk.kind(existing) == .missing, existing != "/" { existing = parent(of: existing) }
        guard let reason = refusal(ofFolder: existing, disk) else {
            return [.good(.disk, "Exchanges are captured in \(path).")]
        }
        return [
            .failure(
                .disk,
                .cannotCreate,
                "Exchanges cannot be captured in \(path): \(reason).",
                remedy: "Name another folder, `capture: {directory: /a/path}`, or capture none: leave it out."
            )
        ]
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
