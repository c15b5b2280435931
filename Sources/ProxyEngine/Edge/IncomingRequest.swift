import NIOHTTP1

/// A request that is being read or answered.
struct IncomingRequest {
    let request: EdgeRequest
    /// Another request may follow this one's answer.
    var keepsAlive: Bool
    /// The client reads a body in chunks; to others its end is that of the connection.
    let takesChunks: Bool
    /// Set while the body is collected for it; nil where the request was answered by its head.
    var endpoint: (any Endpoint)?
    var limit = 0
    var body: [UInt8] = []
    /// Held until the request is answered.
    var permit: TelemetryPermit?
    /// An answer that takes its time.
    var task: Task<Void, Never>?
    /// Its last part has come.
    var isRead = false
    var isAnswered = false

    init(_ request: EdgeRequest, _ head: HTTPRequestHead) {
        self.request = request
        // HTTP/1.0 has neither chunks nor, in the same words, connections that stay.
        takesChunks = head.version.minor >= 1
        keepsAlive = takesChunks && !request.endsConnection
    }

    var isCollecting: Bool { endpoint != nil }

    /// Makes this the connection's last answer where the rest of the body should not be read: it is long, or may never
    /// come. The answer's head says so to the client.
    mutating func answered() {
        isAnswered = true
        if !isRead, request.mayHaveLongBody || request.expectsContinue { keepsAlive = false }
    }
}
