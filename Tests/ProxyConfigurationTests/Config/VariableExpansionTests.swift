import TestSupport
import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct VariableExpansionTests {
    private let environment = ["A": "one", "B_2": "two", "EMPTY": "", "NESTED": "${A}"]

    static let expanded: [(String, String)] = [
        ("plain", "plain"), ("${A}", "one"), ("<${A}-${B_2}>", "<one-two>"), ("$A {A} $", "$A {A} $"),
        ("$${A}", "${A}"), ("a$${A}${A}", "a${A}one"), ("$$${A}", "$${A}"), ("${NESTED}", "${A}"), ("$${", "${"),
    ]

    @Test(arguments: expanded)
    func `variables are replaced inside longer texts, and two dollars are one`(written: String, text: String) {
        let expansion = VariableExpansion(written, environment: environment)

        #expect(expansion.text == text)
        #expect(expansion.unset.isEmpty)
        #expect(!expansion.isMalformed)
    }

    @Test(arguments: ["${", "${A", "${}", "${A B}", "${1A}", "${A:-x}", "x${ä}"])
    func `an invalid name of a variable is malformed`(written: String) {
        #expect(VariableExpansion(written, environment: environment).isMalformed)
    }

    @Test func `unset and empty variables are named, all of them`() {
        #expect(VariableExpansion("${C}${A}${EMPTY}", environment: environment).unset == ["C", "EMPTY"])
    }

    @Test func `variables are read in any text of the file`() throws {
        let config = try ConfigText(
            """
            listen: ${HOST}:${PORT}
            client_keys: ["${KEY}"]
            models: [{match: "${M}-*", to: "${M}", extra_body: {user: "${KEY}!"}}]
            telemetry: {log: "/var/${M}.jsonl", keep: "${PORT}"}
            """,
            environment: ["HOST": "127.0.0.1", "PORT": "80", "KEY": "k", "M": "gpt"]
        ).config

        #expect(config.listen == ListenAddress(host: "127.0.0.1", port: 80))
        #expect(config.clientKeys == [Secret("k")])
        #expect(config.models.first?.match == "gpt-*")
        #expect(config.models.first?.extraBody?.text == #"{"user":"k!"}"#)
        #expect(config.telemetry.log == "/var/gpt.jsonl")
        #expect(config.telemetry.keep == 80)
    }

    static let errors: [(String, [String])] = [
        (
            "client_keys: [\"${NO}\"]",
            [
                "config.yaml:1: client_keys[0]: environment variable NO is not set; set it (export NO=…) or write "
                    + "the value here"
            ]
        ),
        (
            "telemetry:\n  log: ${NO}/${EMPTY}",
            [
                "config.yaml:2: telemetry.log: environment variable NO is not set; set it (export NO=…) or write "
                    + "the value here",
                "config.yaml:2: telemetry.log: environment variable EMPTY is empty; set it (export EMPTY=…) or "
                    + "write the value here",
            ]
        ),
        (
            "telemetry:\n  log: ${A:-x}",
            [
                "config.yaml:2: telemetry.log: \"${\" must be followed by a variable's name and \"}\"; a literal "
                    + "\"${\" is written \"$${\""
            ]
        ),
        (
            "log: {level: \"${A}\"}",
            [
                "config.yaml:1: log.level: expected trace | debug | info | notice | warning | error | critical, "
                    + "found \"${A}\""
            ]
        ),
    ]

    @Test(arguments: errors)
    func `an unset variable is an error with its name`(yaml: String, errors: [String]) {
        #expect(ConfigText(yaml, environment: environment).errors == errors)
    }

    @Test(arguments: [
        "client_keys: [\"${NO}\"]", "upstreams: {openai: {api_key: \"${NO}\", headers: {x-key: \"${NO}\"}}}",
        "listen: 0.0.0.0:1\nclient_keys: [\"${NO}\"]",
        "general_settings: {master_key: os.environ/NO}\nmodel_list: [{model_name: claude, litellm_params: {model: b}}]",
    ])
    func `commands that send and serve nothing need no key and get no error about one`(yaml: String) throws {
        let text = ConfigText(yaml, unsetKeys: .unneeded)

        #expect(text.errors.isEmpty)
        #expect(try text.warnings.isEmpty)
    }

    @Test func `variables other than keys must be set`() {
        let text = ConfigText("upstreams: {openai: {base_url: \"${NO}\"}}", unsetKeys: .unneeded)

        #expect(text.errors.count == 1)
    }

    @Test func `only an upstream's key may be left unset`() {
        let text = ConfigText("client_keys: [\"${NO}\"]", unsetKeys: .allowed)

        #expect(text.errors.count == 1)
    }
}
