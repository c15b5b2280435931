import Foundation
import TestSupport
import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct SecretTests {
    private let secret = Secret("sk-hidden")

    @Test func `a secret prints as dots wherever values are printed`() {
        var dumped = ""
        dump([secret], to: &dumped)

        #expect("\(secret)" == "•••")
        #expect(String(reflecting: secret) == "•••")
        #expect("\([secret]) \(Optional(secret) as Any)" == "[•••] Optional(•••)")
        #expect(!dumped.contains("hidden"))
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test func `a secret cannot be encoded`() {
        let value: any Sendable = secret

        #expect(!(value is any Encodable))
    }

    @Test func `the text is had through withValue only`() {
        #expect(secret.withValue { $0 } == "sk-hidden")
        #expect(!secret.isEmpty)
        #expect(Secret("").isEmpty)
    }

    @Test(arguments: [
        ("a", "a", true), ("a", "b", false), ("a", "ab", false), ("", "", true), ("é", "e\u{301}", false),
    ])
    func `secrets are equal when their bytes are`(left: String, right: String, areEqual: Bool) {
        #expect((Secret(left) == Secret(right)) == areEqual)
        #expect((Secret(right) == Secret(left)) == areEqual)
    }

    @Test func `no print of a config shows a key`() throws {
        let config = try ConfigText(
            """
            client_keys: [sk-hidden-1, "sk-${TAIL}"]
            upstreams:
              openai:
                api_key: sk-hidden-2
                headers: {api-key: sk-hidden-3, X-Plain: "Bearer ${TAIL}"}
            """,
            environment: ["TAIL": "hidden-4"]
        ).config
        var printed = "\(config) \(String(reflecting: config)) "
        dump(config, to: &printed)

        #expect(!printed.contains("hidden"))
        #expect(
            config.upstreams.first?.headers.map { $0.value.withValue { $0 } } == ["sk-hidden-3", "Bearer hidden-4"]
        )
    }

    static let misplaced = [
        "client_keys: [\"sk-hidden\\n\"]",
        "client_keys: {sk: hidden}",
        "client_keys: [[sk-hidden]]",
        "upstreams: {openai: {api_key: \"sk-hidden\\u0001\"}}",
        "upstreams: {openai: {api_key: [sk-hidden]}}",
        "upstreams: {openai: {headers: {a: \"hidden\\r\\n\"}}}",
        "upstreams: {openai: {base_url: \"https://${SECRET}@host/v1\"}}",
        "upstreams: {openai: {base_url: \"https://me:hidden@host/v1\"}}",
        "models: [{match: a, to: b, upstream: \"${SECRET}\"}]",
        "log: {level: \"${SECRET}\"}",
        "model_list: [{model_name: a, litellm_params: {model: openai/b, api_key: [hidden]}}]",
        "general_settings: {master_key: \"hidden\\n\"}\nmodel_list: [{model_name: a, litellm_params: {model: b}}]",
    ]

    @Test(arguments: misplaced)
    func `no error shows the value of a key`(yaml: String) {
        let errors = ConfigText(yaml, environment: ["SECRET": "sk-hidden"]).errors

        #expect(errors.count == 1)
        #expect(!errors.joined().contains("hidden"))
    }
}
