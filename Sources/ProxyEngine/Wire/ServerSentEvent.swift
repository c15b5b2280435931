/// One event of a `text/event-stream` (WHATWG HTML, § 9.2).
package struct ServerSentEvent: Sendable, Equatable {
    /// The `event:` line; empty where there was none.
    package var name: String
    /// The `data:` lines, joined with line feeds.
    package var data: [UInt8]

    package init(name: String = "", data: [UInt8]) {
        self.name = name
        self.data = data
    }

    package init(name: String = "", data: String) {
        self.init(name: name, data: Array(data.utf8))
    }
}
