/// An event of an answer that is passed on as the server wrote it.
public struct PassedEvent: Sendable, Equatable {
    /// The event's type, which its data repeats.
    public var name: String
    /// One JSON object.
    public var data: [UInt8]
    /// The whole answer in one object, where it came so: on the first event.
    public var whole: [UInt8]?
    /// Nothing follows it.
    public var ends: Bool

    public init(name: String, data: [UInt8], whole: [UInt8]? = nil, ends: Bool = false) {
        self.name = name
        self.data = data
        self.whole = whole
        self.ends = ends
    }

    var starts: Bool { name == "message_start" }
}
