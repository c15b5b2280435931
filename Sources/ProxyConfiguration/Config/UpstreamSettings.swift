package import Translation

/// One server that answers: its address, its key, and its timeouts.
package struct UpstreamSettings: Sendable, Equatable {
    package var name: String
    /// Without a slash at its end: `https://api.openai.com/v1`.
    package var baseURL: String
    /// Nil if none is sent (a local server), or if the default key's variable is not set.
    package var apiKey: Secret?
    /// The kind of server, as ``ServerCatalog`` names it; nil goes by the host.
    package var kind: String?
    package var api: UpstreamAPI
    /// In the order of the file.
    package var headers: [UpstreamHeader]
    package var timeouts: UpstreamTimeouts
    /// Only before the first byte went to the client.
    package var retries: Int
    package var maxConcurrent: Int

    package init(
        name: String,
        baseURL: String,
        apiKey: Secret? = nil,
        kind: String? = nil,
        api: UpstreamAPI = .auto,
        headers: [UpstreamHeader] = [],
        timeouts: UpstreamTimeouts = UpstreamTimeouts(),
        retries: Int = 2,
        maxConcurrent: Int = 64
    ) {
        self.name = name
        self.baseURL = baseURL
        self.apiKey = apiKey
        self.kind = kind
        self.api = api
        self.headers = headers
        self.timeouts = timeouts
        self.retries = retries
        self.maxConcurrent = maxConcurrent
    }

    /// OpenAI, without a key.
    package static let openAI = UpstreamSettings(name: "openai", baseURL: "https://api.openai.com/v1")
}

/// The API to use with an upstream: one of those that this program speaks, or the server's usual one.
package struct UpstreamAPI: RawRepresentable, Sendable, Equatable, CaseIterable {
    /// Nil leaves it to the kind of server.
    package let dialect: DialectName?

    package static let auto = UpstreamAPI()
    package static let responses = UpstreamAPI(.responses)
    package static let chat = UpstreamAPI(.chat)

    package init(_ dialect: DialectName? = nil) {
        self.dialect = dialect
    }

    package init?(rawValue: String) {
        guard let known = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = known
    }

    package var rawValue: String { dialect?.rawValue ?? "auto" }

    package static var allCases: [UpstreamAPI] { [.auto] + DialectName.allCases.map { UpstreamAPI($0) } }
}

/// A header sent with every request. Its value may be a key (`api-key`), so it is protected like one.
package struct UpstreamHeader: Sendable, Equatable {
    package var name: String
    package var value: Secret

    package init(name: String, value: Secret) {
        self.name = name
        self.value = value
    }
}

/// How long to wait for a connection, for the first byte of an answer, and between two bytes.
package struct UpstreamTimeouts: Sendable, Equatable {
    package var connect: Duration = .seconds(10)
    package var firstByte: Duration = .seconds(600)
    package var idle: Duration = .seconds(300)

    package init() {}
}
