import TestSupport
import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct YAMLValueTests {
    static let broken: [(yaml: String, error: String)] = [
        (
            "listen: a\n  b: c: d\n",
            "config.yaml:2: not valid YAML: mapping values are not allowed in this context"
        ),
        (
            "log: {level: info\nlisten: b\n",
            "config.yaml:2: not valid YAML: did not find expected ',' or '}' (while parsing a flow mapping that "
                + "starts in line 1)"
        ),
        (
            "log:\n\tlevel: info\n",
            "config.yaml:2: not valid YAML: found character that cannot start any token; indent with spaces, not "
                + "with tabs"
        ),
        ("listen: a\nlog: {}\nlisten: b\n", "config.yaml:1: duplicate key \"listen\" in one map; keep one"),
        (
            "log:\n  level: info\n  format: text\n  level: debug\n  format: json\n",
            "config.yaml:3: duplicate key \"format\", \"level\" in one map; keep one"
        ),
        ("a: 1\n---\nb: 2\n", "config.yaml:2: a second document starts here; keep one"),
        ("a: *nowhere\n", "config.yaml:1: not valid YAML: found undefined alias"),
        ("{[a]: 1}\n", "config.yaml:1: a key must be a text"),
        (
            "client_keys: [${KEY}]\n",
            "config.yaml:1: not valid YAML: did not find expected ',' or ']'; write \"${NAME}\" in quotes inside { "
                + "} and [ ]"
        ),
        ("a: \"\u{1}\"\n", "config.yaml:1: not valid YAML: control characters are not allowed"),
    ]

    @Test(arguments: broken)
    func `a syntax error keeps its line`(yaml: String, error: String) {
        #expect(ConfigText(yaml).errors == [error])
    }

    @Test func `a syntax error never prints the line it is in`() {
        let text = ConfigText("upstreams:\n  openai:\n    api_key: \"sk-secret\n")

        #expect(text.errors.count == 1)
        #expect(!text.errors.joined().contains("sk-secret"))
    }

    @Test func `a duplicate key does not print the file`() {
        let text = ConfigText("client_keys: [sk-secret]\nclient_keys: [sk-other]\n")

        #expect(text.errors == ["config.yaml:1: duplicate key \"client_keys\" in one map; keep one"])
    }

    @Test(arguments: ["", "\n", "# nothing\n", "---\n", "~\n", "\u{FEFF}# nothing\n"])
    func `an empty file is the defaults`(yaml: String) throws {
        #expect(try ConfigText(yaml).config.anonymous == Config.default)
    }

    @Test func `anchors and merge keys are applied, and a map's own keys win`() throws {
        let config = try ConfigText(
            """
            upstreams:
              one: &base
                base_url: http://one/v1
                retries: 1
                timeouts: {idle: 5s}
              two:
                <<: *base
                base_url: http://two/v1
            """
        ).config

        #expect(config.upstreams.map(\.baseURL) == ["http://one/v1", "http://two/v1"])
        #expect(config.upstreams.map(\.retries) == [1, 1])
        #expect(config.upstreams.map(\.timeouts.idle) == [.seconds(5), .seconds(5)])
    }

    @Test func `an alias bomb is refused`() {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let references = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            yaml += "a\(level): &a\(level) [\(references)]\n"
        }

        let errors = ConfigText(yaml).errors

        #expect(errors == ["config.yaml:1: more than 100000 values when its aliases are written out"])
    }
}
