import Foundation

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// Batches and bodies that several telemetry tests start from.
enum TelemetrySamples {
    static func batch(
        _ events: [String],
        from source: TelemetrySource = .eventLoggingV1
    ) throws -> TelemetryBatch {
        try TelemetryParser.parse(Array(#"{"events":[\#(events.joined(separator: ","))]}"#.utf8), from: source)
    }

    /// A batch of events that each carry their number, and enough text to be of a known size.
    static func batch(numbered numbers: Range<Int>, padding: Int = 0) throws -> TelemetryBatch {
        let text = String(repeating: "x", count: padding)
        return try batch(numbers.map { #"{"event_type":"tengu_\#($0)","n":\#($0),"padding":"\#(text)"}"# })
    }

    static let received = Date(timeIntervalSince1970: 1_795_000_000.123)
}

/// A directory that goes with the test that made it.
final class TelemetryDirectory: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "telemetry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    var log: String { url.appending(path: "telemetry.jsonl").path }

    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
    }

    /// The file's lines; what follows the last line feed would be one more.
    func lines(_ name: String = "telemetry.jsonl") throws -> [String] {
        let text = try String(contentsOf: url.appending(path: name), encoding: .utf8)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// The numbers of the events in a file of numbered ones.
    func numbers(_ name: String = "telemetry.jsonl") throws -> [Int] {
        try lines(name).map { try JSONDocument($0).root["event"]?["n"]?.int ?? -1 }
    }
}
