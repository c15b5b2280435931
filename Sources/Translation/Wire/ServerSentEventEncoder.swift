/// Writes events as `text/event-stream`.
public enum ServerSentEventEncoder {
    /// Appends one event. Line feeds in its data become further `data:` lines; JSON is one line.
    public static func append(_ event: ServerSentEvent, to output: inout [UInt8]) {
        if !event.name.isEmpty {
            output.append(contentsOf: "event: ".utf8)
            output.append(contentsOf: event.name.utf8)
            output.append(0x0A)
        }
        for line in event.data.split(separator: 0x0A, omittingEmptySubsequences: false) {
            output.append(contentsOf: "data: ".utf8)
            output.append(contentsOf: line)
            output.append(0x0A)
        }
        output.append(0x0A)
    }
}
