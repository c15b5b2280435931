import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct TelemetryRedactionTests {
    @Test(arguments: [
        "authorization", "Authorization", "Proxy-Authorization", "x-api-key", "api_key", "apiKey", "ANTHROPIC_API_KEY",
        "http.request.header.x-api-key", "access_token", "client_secret", "set-cookie", #"api\u005fkey"#,
    ])
    func `a member with a secret's name loses its value`(name: String) throws {
        #expect(
            try redacted(#"{"a":{"list":[{"\#(name)":"sk-1"}]}}"#) == #"{"a":{"list":[{"\#(name)":"•••"}]}}"#
        )
    }

    @Test(arguments: [
        #"{"apiKeySource":"ANTHROPIC_API_KEY"}"#, #"{"input_tokens":12}"#, #"{"has_api_key":true}"#,
        #"{"api_key":null}"#, #"{"key":"duration","value":{"intValue":"5"}}"#, #"{"author":"x"}"#,
    ])
    func `values that only resemble a secret stay`(event: String) throws {
        #expect(try redacted(event) == event)
    }

    @Test func `a secret that is an object or a list goes whole`() throws {
        #expect(
            try redacted(#"{"credentials":{"user":"u"},"cookie":["a"]}"#) == #"{"credentials":"•••","cookie":"•••"}"#
        )
    }

    @Test func `an attribute is recognized by its key`() throws {
        #expect(
            try redacted(#"{"attributes":[{"key":"x-api-key","value":{"stringValue":"sk-1"}}]}"#)
                == #"{"attributes":[{"key":"x-api-key","value":{"stringValue":"•••"}}]}"#
        )
    }

    @Test func `a header is recognized by its name`() throws {
        #expect(
            try redacted(#"[{"value":"Bearer 1","name":"Authorization"}]"#)
                == #"[{"value":"•••","name":"Authorization"}]"#
        )
    }

    @Test func `JSON in a string is redacted too`() throws {
        #expect(
            try redacted(#"{"additional_metadata":" {\"model\":\"m\", \"api_key\":\"sk-1\"}"}"#)
                == #"{"additional_metadata":"{\"model\":\"m\",\"api_key\":\"•••\"}"}"#
        )
    }

    @Test func `JSON in a string without a secret keeps its bytes`() throws {
        let event = #"{"additional_metadata":"{\"model\" : \"\u006d\"}"}"#

        #expect(try redacted(event) == event)
    }

    @Test func `a string that only begins like JSON stays`() throws {
        #expect(try redacted(#"{"a":"{api_key: 1"}"#) == #"{"a":"{api_key: 1"}"#)
    }

    @Test func `white space goes only outside strings`() throws {
        #expect(
            try redacted("{\n  \"a\" : [ 1.50 ,\r\n\t\"b  \\n c\" ] ,\n \"u\": \"\\u00e9é🦜\u{2028}\"\n}")
                == "{\"a\":[1.50,\"b  \\n c\"],\"u\":\"\\u00e9é🦜\u{2028}\"}"
        )
    }

    @Test(arguments: [
        (#"{"a":["I used sk-proj-abc123_DEF and"]}"#, #"{"a":["I used sk-••• and"]}"#),
        (#"{"curl":"-H \"Authorization: Bearer eyJ0.abc123\""}"#, #"{"curl":"-H \"Authorization: Bearer •••\""}"#),
        (#"{"sk-abc1234567":1}"#, #"{"sk-•••":1}"#), (#"{"a":"it is my-own-key-99"}"#, #"{"a":"it is •••"}"#),
        (#"{"a":"{\"b\":\"sk-abc1234567\"}"}"#, #"{"a":"{\"b\":\"sk-•••\"}"}"#),
    ])
    func `a key in free text goes`(_ event: String, _ without: String) throws {
        #expect(try redacted(event) == without)
    }

    private func redacted(_ event: String) throws -> String {
        var writer = JSONWriter()
        let keys = KeyMask([Secret("my-own-key-99")])
        TelemetryRedaction.copy(try JSONDocument(event).root, without: keys, to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
