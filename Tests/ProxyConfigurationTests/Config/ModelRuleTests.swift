import TestSupport
import Testing
import TranslationTestSupport

@testable import ProxyConfiguration
@testable import Translation

@Suite struct ModelRuleTests {
    @Test func `every key of an entry is taken, with its line`() throws {
        let config = try ConfigText(
            """
            upstreams: {openai: {}, local: {base_url: http://local}}
            models:
              - {match: "a-*", to: b}
              - match: c
                to: "d"
                upstream: local
                api: chat
                effort: high
                max_output_tokens: 32000
                service_tier: flex
                verbosity: low
                extra_body: {store: false}
            """
        ).config

        #expect(
            config.models == [
                ModelRule(match: "a-*", to: "b", upstream: "openai", line: 3),
                ModelRule(
                    match: "c",
                    to: "d",
                    upstream: "local",
                    api: .chat,
                    effort: "high",
                    maxOutputTokens: 32000,
                    serviceTier: "flex",
                    verbosity: "low",
                    extraBody: try RawJSON(validating: #"{"store":false}"#),
                    line: 4
                ),
            ]
        )
    }

    static let errors: [(yaml: String, errors: [String])] = [
        (
            "models: {match: a, to: b}",
            ["config.yaml:1: models: expected a list of entries such as {match: \"claude-*\", to: gpt-5}, found a map"]
        ),
        (
            "models:",
            [
                "config.yaml:1: models: expected a list of entries such as {match: \"claude-*\", to: gpt-5}, found "
                    + "nothing"
            ]
        ),
        (
            "models: []",
            [
                "config.yaml:1: models: is empty, so every request would be refused; remove it to use the defaults"
            ]
        ),
        ("models: [a]", ["config.yaml:1: models[0]: expected a map, found text"]),
        (
            "models:\n  - {match: a}\n  - {to: b}",
            [
                "config.yaml:2: models[0].to: required; expected the upstream's model name",
                "config.yaml:3: models[1].match: required; expected a model name or a pattern such as claude-opus-*",
            ]
        ),
        (
            "models: [{match: a, to: no}]",
            ["config.yaml:1: models[0].to: expected the upstream's model name, found \"no\""]
        ),
        (
            "models: [{match: a, to: b, upstream: opnai}]",
            [
                "config.yaml:1: models[0].upstream: expected the name of an upstream (openai), found \"opnai\"; "
                    + "did you mean \"openai\"?"
            ]
        ),
        (
            "models: [{match: a, to: b, max-output-tokens: 5}]",
            ["config.yaml:1: models[0].max-output-tokens: unknown key; did you mean \"max_output_tokens\"?"]
        ),
        (
            "models:\n- match: \"a-*\"\n  to: \"b-*-*\"",
            ["config.yaml:3: models[0].to: \"b-*-*\" has more * than \"a-*\""]
        ),
        (
            "models: [{match: a, to: b, max_output_tokens: 0}]",
            [
                "config.yaml:1: models[0].max_output_tokens: expected a whole number from 1 to 10000000, found \"0\""
            ]
        ),
        (
            "models: [{match: a, to: b, extra_body: [1]}]",
            ["config.yaml:1: models[0].extra_body: expected a map, found a list"]
        ),
        (
            "models: [{match: a, to: b, effort: hihg}]",
            [
                "config.yaml:1: models[0].effort: expected one of none | minimal | low | medium | high | xhigh | "
                    + "max, found \"hihg\"; did you mean \"high\"?"
            ]
        ),
    ]

    @Test(arguments: errors)
    func `an entry's errors name it by its index`(yaml: String, errors: [String]) {
        #expect(ConfigText(yaml).errors == errors)
    }

    @Test func `an unknown word for the upstream is a warning`() throws {
        let text = ConfigText(
            "models:\n- {match: a, to: b, effort: high, service_tier: ultrafast, verbosity: high}"
        )

        #expect(try text.config.models.first?.serviceTier == "ultrafast")
        #expect(
            try text.warnings == [
                "config.yaml:2: models[0].service_tier: \"ultrafast\" is not one of auto | default | flex | scale | "
                    + "priority; it is sent as it is"
            ]
        )
    }

    static let bodies: [(yaml: String, json: String)] = [
        ("{}", "{}"),
        ("{a: 1, b: -2.50, c: 1e3}", #"{"a":1,"b":-2.50,"c":1e3}"#),
        ("{a: true, b: False, c: null, d: ~}", #"{"a":true,"b":false,"c":null,"d":null}"#),
        (
            #"{a: "1", b: 'true', c: "no", d: 1-2, e: 2024-01-02}"#,
            #"{"a":"1","b":"true","c":"no","d":"1-2","e":"2024-01-02"}"#
        ),
        (#"{"q\"": "a\nb", é: ü}"#, #"{"q\"":"a\nb","é":"ü"}"#),
        ("{list: [1, [a], {b: c}]}", #"{"list":[1,["a"],{"b":"c"}]}"#),
        ("{v: \"${NAME}\"}", #"{"v":"a\"b"}"#),
    ]

    @Test(arguments: bodies)
    func `an extra body becomes JSON, with numbers as written`(
        yaml: String,
        json: String
    ) throws {
        let text = ConfigText("models: [{match: a, to: b, extra_body: \(yaml)}]", environment: ["NAME": "a\"b"])

        #expect(try text.config.models.first?.extraBody?.text == json)
    }

    @Test(arguments: ["yes", "off", "0x1F", "0o17", "1_000", "+5", ".5", "5.", ".inf", "-.INF", ".nan", "010"])
    func `a value of an extra body that YAML and JSON read differently is an error`(value: String) {
        #expect(
            ConfigText("models: [{match: a, to: b, extra_body: {k: \(value)}}]").errors == [
                "config.yaml:1: models[0].extra_body.k: \"\(value)\" is ambiguous; quote it, or write it as in JSON"
            ]
        )
    }
}
