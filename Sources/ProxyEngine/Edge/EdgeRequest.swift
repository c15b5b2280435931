import Journal
import NIOHTTP1
import Translation

/// The head of a request as the endpoints see it.
struct EdgeRequest: Sendable {
    let id: ExchangeID
    let method: String
    /// The path without the query.
    let path: String
    let query: String?
    let headers: HTTPHeaders
    /// All headers but `Host`, which nothing behind the edge needs.
    let clientHeaders: [HeaderField]

    /// Takes the host of an absolute target (`GET http://host/path`) for the request's `Host`, as HTTP demands
    /// (RFC 9112, § 3.2.2).
    init(_ head: HTTPRequestHead, id: ExchangeID) {
        self.id = id
        method = head.method.rawValue
        var headers = head.headers
        var target = Substring(head.uri)
        if let authority = Self.authority(of: target) {
            // No host, or two of them, are an error still.
            if headers["host"].count == 1 { headers.replaceOrAdd(name: "host", value: String(authority)) }
            target = target[authority.endIndex...].prefix { $0 != "#" }
        }
        self.headers = headers
        clientHeaders = headers.compactMap { name, value in
            let name = name.lowercased()
            return name == "host" ? nil : HeaderField(name, value)
        }
        let path = target.prefix { $0 != "?" }
        self.path = path.isEmpty ? "/" : String(path)
        query =
            path.endIndex < target.endIndex ? String(target[path.endIndex...].dropFirst().prefix { $0 != "#" }) : nil
    }

    /// The values of a header as one list, as HTTP reads several headers of one name.
    func header(_ name: String) -> String? {
        let values = headers[name]
        return values.count > 1 ? values.joined(separator: ", ") : values.first
    }

    /// The client wants no further answer over this connection, or speaks another protocol after this one: the requests
    /// that follow are not read.
    var endsConnection: Bool {
        method == "CONNECT" || headers.contains(name: "upgrade")
            || headers[canonicalForm: "connection"].contains { $0.lowercased() == "close" }
    }

    /// Why the request is beyond what any path supports.
    enum Unsupported {
        case tunnel
        case transferCoding
    }

    var unsupported: Unsupported? {
        if method == "CONNECT" { return .tunnel }
        let codings = headers[canonicalForm: "transfer-encoding"].map { $0.lowercased() }
        return codings.isEmpty || codings == ["chunked"] ? nil : .transferCoding
    }

    /// Whether reading on to the body's end may cost more than a new connection.
    var mayHaveLongBody: Bool {
        (announcedLength ?? 0) > Self.shortBody || headers.contains(name: "transfer-encoding")
    }

    private static let shortBody = 64 * 1024

    /// Nil where the client does not say how long its body is.
    var announcedLength: Int? { header("content-length").flatMap { Int($0) } }

    /// How the body is packed; nil where it is not.
    var encoding: String? {
        guard let encoding = header("content-encoding")?.lowercased(), encoding != "identity" else { return nil }
        return encoding
    }

    /// Whether the client waits for a word before it sends its body.
    var expectsContinue: Bool { header("expect")?.lowercased() == "100-continue" }

    /// Nil for a target that is a path.
    private static func authority(of target: Substring) -> Substring? {
        guard !target.hasPrefix("/"), let scheme = target.firstRange(of: "://") else { return nil }
        return target[scheme.upperBound...].prefix { !"/?#".contains($0) }
    }
}

extension EdgeRequest.Unsupported: CustomStringConvertible {
    var description: String {
        switch self {
        case .tunnel: "CONNECT is not supported: this proxy answers requests itself and opens no tunnels."
        case .transferCoding: "The only transfer-encoding that is supported is chunked. Send gzip as content-encoding."
        }
    }
}
