import TestSupport
import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct ConfigErrorTests {
    static let single: [(yaml: String, error: String)] = [
        ("listen: 3999", "config.yaml:1: listen: expected HOST:PORT such as 127.0.0.1:3999, found \"3999\""),
        ("listen: [a]", "config.yaml:1: listen: expected HOST:PORT such as 127.0.0.1:3999, found a list"),
        ("listen:", "config.yaml:1: listen: expected HOST:PORT such as 127.0.0.1:3999, found nothing"),
        ("- a", "config.yaml:1: expected a map, found a list"),
        ("just text", "config.yaml:1: expected a map, found text"),
        ("log: text", "config.yaml:1: log: expected a map, found text"),
        (
            "log:\n  format: jsn",
            "config.yaml:2: log.format: expected text | json, found \"jsn\"; did you mean \"json\"?"
        ),
        (
            "log: {level: verbose}",
            "config.yaml:1: log.level: expected trace | debug | info | notice | warning | error | critical, found "
                + "\"verbose\""
        ),
        (
            "\nlog:\n  levle: info\n",
            "config.yaml:3: log.levle: unknown key; did you mean \"level\"?"
        ),
        (
            "log: {colour: red}",
            "config.yaml:1: log.colour: unknown key; the keys here are level, format"
        ),
        (
            "upstreams:\n  openai:\n    timeout: {idle: 5s}",
            "config.yaml:3: upstreams.openai.timeout: unknown key; did you mean \"timeouts\"?"
        ),
        (
            "upstreams:\n  openai:\n    timeouts:\n      idle: soon",
            "config.yaml:4: upstreams.openai.timeouts.idle: expected a duration such as 10s, 500ms, 2m or 1h, more "
                + "than 0 and at most 24h, found \"soon\""
        ),
        (
            "upstreams: {local: {}}",
            "config.yaml:1: upstreams.local.base_url: required; expected a URL such as https://api.openai.com/v1, "
                + "without user, ? and #"
        ),
        ("upstreams: {}", "config.yaml:1: upstreams: expected at least one upstream, found an empty map"),
        (
            "upstreams:\n  my server: {base_url: \"http://a\"}",
            "config.yaml:2: upstreams: expected a name without spaces and *, found \"my server\""
        ),
        (
            "upstreams: {openai: {retries: many}}",
            "config.yaml:1: upstreams.openai.retries: expected a whole number from 0 to 10, found \"many\""
        ),
        (
            "upstreams: {openai: {api: response}}",
            "config.yaml:1: upstreams.openai.api: expected auto | responses | chat | anthropic, found "
                + "\"response\"; did you mean \"responses\"?"
        ),
        (
            "upstreams: {openai: {kind: opneai}}",
            "config.yaml:1: upstreams.openai.kind: expected auto | "
                + ServerCatalog.bundled.kinds.map(\.name).joined(separator: " | ")
                + ", found \"opneai\"; did you mean \"openai\"?"
        ),
        (
            "upstreams:\n  openai:\n    headers:\n      Content-Length: 5",
            "config.yaml:4: upstreams.openai.headers.Content-Length: this header is set for each request and "
                + "cannot be changed"
        ),
        (
            "upstreams:\n  openai:\n    headers: {\"a b\": c}",
            "config.yaml:3: upstreams.openai.headers.a b: expected a header name of letters, digits and hyphens"
        ),
        (
            "upstreams:\n  openai:\n    api_key: k\n    headers: {Authorization: Basic}",
            "config.yaml:3: upstreams.openai.headers: api_key already sets authorization; write api_key: off to "
                + "set it here"
        ),
        (
            "capture: {memory: lots}",
            "config.yaml:1: capture.memory: expected a size such as 64MB or 512KiB, from 0B to 64GB, found \"lots\""
        ),
        ("capture: {directory: on}", "config.yaml:1: capture.directory: expected a path or off, found \"on\""),
        ("telemetry: {log: {}}", "config.yaml:1: telemetry.log: expected a path or off, found a map"),
        ("client_keys: dummy", "config.yaml:1: client_keys: expected a list of keys such as [dummy], found text"),
        ("client_keys: [[a]]", "config.yaml:1: client_keys[0]: expected a key, found a list"),
        (
            "listen: 0.0.0.0:3999\nclient_keys: []",
            "config.yaml:2: client_keys: [] accepts anyone, and other machines can reach 0.0.0.0:3999; set at "
                + "least one key, or listen on 127.0.0.1"
        ),
    ]

    @Test(arguments: single)
    func `an error names file, line, key, what was expected and what was found`(yaml: String, error: String) {
        #expect(ConfigText(yaml).errors == [error])
    }

    @Test func `every error of a file is named, in the order of its lines`() {
        let text = ConfigText(
            """
            listne: 127.0.0.1:1
            log: {level: loud}
            models:
              - {match: a}
            server: {heartbeat: 0}
            """
        )

        #expect(
            text.errors.map { $0.prefix(40) } == [
                "config.yaml:1: listne: unknown key; did ",
                "config.yaml:2: log.level: expected trace",
                "config.yaml:4: models[0].to: required; e",
                "config.yaml:5: server.heartbeat: expecte",
            ]
        )
    }

    @Test func `an unreadable key does not disable authentication`() {
        #expect(
            ConfigText("listen: 0.0.0.0:3999\nclient_keys: [[a]]").errors == [
                "config.yaml:2: client_keys[0]: expected a key, found a list"
            ]
        )
    }

    @Test func `errors print one a line`() {
        let place = ConfigPlace(origin: .file("config.yaml"), line: 2, keyPath: "listen")
        let errors = ConfigErrors(errors: [
            ConfigError(place: place, message: "first"),
            ConfigError(place: ConfigPlace(origin: .option("listen")), message: "second"),
        ])

        #expect("\(errors)" == "config.yaml:2: listen: first\n--listen: second")
    }

    @Test(arguments: [
        "sk-proj-0123456789abcdef: 1", "upstreams: {sk-proj-0123456789abcdef: {x: 1}}",
        "log: {level: sk-proj-0123456789abcdef}",
    ])
    func `a key that stands in the wrong place is not printed`(_ yaml: String) throws {
        let errors = ConfigText(yaml).errors

        #expect(!errors.isEmpty)
        #expect(errors.allSatisfy { !$0.contains("0123456789abcdef") })
    }

    @Test func `characters that would mislead a reader are not printed`() throws {
        let errors = ConfigText("\"a\\r\\nb\\u202Ec\": 1").errors

        #expect(errors.count == 1)
        #expect(errors.allSatisfy { $0.contains("a  b c") })
    }
}
