/// One server that answers: its address, its key, and its timeouts.
package struct UpstreamSettings: Sendable, Equatable {
    package var name: String
    /// Without a slash at its end: `https://api.openai.com/v1`.
    package var baseURL: String
    /// Nil if none is sent (a local server), or if the default key's variable is not set.
    package var apiKey: Secret?
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
        api: UpstreamAPI = .auto,
        headers: [UpstreamHeader] = [],
        timeouts: UpstreamTimeouts = UpstreamTimeouts(),
        retries: Int = 2,
        maxConcurrent: Int = 64
    ) {
        self.name = name
        self.baseURL = baseURL
        self.apiKey = apiKey
        self.api = api
        self.headers = headers
        self.timeouts = timeouts
        self.retries = retries
        self.maxConcurrent = maxConcurrent
    }

    /// Whether it is known to answer nobody without a key: only OpenAI is.
    package var needsKey: Bool {
        BaseURL(baseURL)?.isOpenAI == true && !headers.contains { $0.name.lowercased() == "authorization" }
    }

    /// OpenAI itself, as opposed to a server that speaks its API.
    package var isOpenAI: Bool { BaseURL(baseURL)?.isOpenAI ?? false }

    /// OpenAI, without a key.
    package static let openAI = UpstreamSettings(name: "openai", baseURL: "https://api.openai.com/v1")
}

/// The API of OpenAI to use with an upstream.
package enum UpstreamAPI: String, Sendable, CaseIterable {
    /// Responses at api.openai.com, Chat Completions everywhere else.
    case auto
    case responses
    case chat
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
