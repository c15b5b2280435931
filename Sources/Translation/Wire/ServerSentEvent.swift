/// One event of a `text/event-stream` (WHATWG HTML, § 9.2).
public struct ServerSentEvent: Sendable, Equatable {
    /// The `event:` line; empty if there was none.
    public var name: String
    /// The `data:` lines, joined with line feeds.
    public var data: [UInt8]

    public init(name: String = "", data: [UInt8]) {
        self.name = name
        self.data = data
    }

    public init(name: String = "", data: String) {
        self.init(name: name, data: Array(data.utf8))
    }
}
