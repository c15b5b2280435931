package import TranslationTestSupport

/// Asking a running engine as a client does.
extension RunningEngine {
    package typealias Header = (name: String, value: String)

    /// A message request that both APIs' mocks understand.
    package static func question(
        _ text: String = "hello",
        model: String = "claude-opus-4-5",
        streamed: Bool = true
    ) -> JSON {
        [
            "model": .string(model), "max_tokens": 1024, "stream": .bool(streamed),
            "messages": [["role": "user", "content": .string(text)]],
        ]
    }

    /// A question as the bytes of its HTTP request, for a connection by hand.
    package static func rawRequest(_ body: JSON) -> String {
        """
        POST /v1/messages HTTP/1.1\r
        host: x\r
        x-api-key: \(clientKey)\r
        content-type: application/json\r
        content-length: \(body.text.utf8.count)\r
        \r
        \(body.text)
        """
    }

    /// Sends `body` with the right key, by default to `/v1/messages`.
    package func post<Result: Sendable>(
        _ body: JSON,
        to path: String = "/v1/messages",
        headers: [Header] = [],
        reading: @Sendable (LoopbackClient.Answer) async throws -> Result
    ) async throws -> Result {
        try await send("POST", path, headers: headers, body: Array(body.text.utf8), reading: reading)
    }

    /// Sends any request with the right key.
    package func send<Result: Sendable>(
        _ method: String,
        _ path: String,
        headers: [Header] = [],
        body: [UInt8] = [],
        reading: @Sendable (LoopbackClient.Answer) async throws -> Result
    ) async throws -> Result {
        let key: [Header] = [("x-api-key", Self.clientKey), ("content-type", "application/json")]
        let given = Set(headers.map(\.name))
        return try await LoopbackClient.send(
            method,
            to: url + path,
            headers: key.filter { !given.contains($0.name) } + headers,
            body: body,
            reading: reading
        )
    }

    /// A whole answer, read to its end.
    package struct WholeAnswer: Sendable {
        package var status: Int
        package var headers: [Header]
        package var body: [UInt8]

        package func header(_ name: String) -> String? {
            headers.first { $0.name == name }?.value
        }

        package var text: String { String(decoding: body, as: UTF8.self) }

        /// The body as JSON, `null` where it is none.
        package var json: JSON { (try? JSON(parsing: body)) ?? .null }

        /// The type and message of an error in Anthropic's envelope; nil for anything else.
        package var error: (type: String, message: String)? {
            guard json["type"]?.string == "error", let type = json["error"]?["type"]?.string,
                let message = json["error"]?["message"]?.string
            else { return nil }
            return (type, message)
        }
    }

    package func answer(
        _ method: String,
        _ path: String,
        headers: [Header] = [],
        body: [UInt8] = []
    ) async throws -> WholeAnswer {
        try await send(method, path, headers: headers, body: body) { answer in
            WholeAnswer(status: answer.status, headers: answer.headers, body: try await answer.rest())
        }
    }

    package func answer(
        to body: JSON,
        at path: String = "/v1/messages",
        headers: [Header] = []
    ) async throws -> WholeAnswer {
        try await answer("POST", path, headers: headers, body: Array(body.text.utf8))
    }

    /// The answer to a streamed question, read to its end.
    package func stream(_ body: JSON = question()) async throws -> StreamedAnswer {
        try StreamedAnswer(parsing: try await answer(to: body).text)
    }
}
