/// A header of a request to an upstream. A dialect says where the key goes; the key itself is put in when the request
/// is sent, so that it reaches no translation, no log and no record.
public struct OutgoingHeader: Sendable, Equatable {
    /// A text, or the place of the key.
    public enum Value: Sendable, Equatable {
        case text(String)
        /// The upstream's key behind `prefix`.
        case key(prefix: String)
    }

    /// In lower case.
    public var name: String
    public var value: Value

    public init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }

    /// `authorization: Bearer KEY`
    public static let bearerKey = OutgoingHeader("authorization", .key(prefix: "Bearer "))
    /// `x-api-key: KEY`
    public static let plainKey = OutgoingHeader("x-api-key", .key(prefix: ""))

    /// As a record shows it: without the key.
    public var shown: HeaderField {
        switch value {
        case .text(let text): HeaderField(name, text)
        case .key: HeaderField(name, "•••")
        }
    }
}

/// The address of a request.
public enum UpstreamAddress {
    /// `path` below `baseURL`. A version that ends the one and begins the other is written once: base URLs are given
    /// with it and without.
    public static func joined(_ baseURL: String, _ path: String) -> String {
        let base = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        let version = "/v1"
        return base.hasSuffix(version) && path.hasPrefix(version + "/")
            ? base + path.dropFirst(version.count) : base + path
    }
}

/// What a client's request carried beside its body, for the APIs that take it as it is.
public struct ClientExtras: Sendable {
    public var headers: [HeaderField]
    /// Behind the `?` of the request's target; empty where there was none.
    public var query: String

    public init(headers: [HeaderField] = [], query: String = "") {
        self.headers = headers
        self.query = query
    }
}
