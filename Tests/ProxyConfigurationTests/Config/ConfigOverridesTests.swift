import TestSupport
import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct ConfigOverridesTests {
    static let listen: [(flag: String?, variable: String?, file: String?, port: Int)] = [
        ("127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3", 1), (nil, "127.0.0.1:2", "127.0.0.1:3", 2),
        (nil, nil, "127.0.0.1:3", 3), (nil, nil, nil, 3999), ("127.0.0.1:1", nil, nil, 1), (nil, "", nil, 3999),
    ]

    @Test(arguments: listen)
    func `a flag goes before the environment, that before the file, that before the default`(
        flag: String?,
        variable: String?,
        file: String?,
        port: Int
    ) throws {
        let config = try ConfigText(
            file.map { "listen: \($0)" } ?? "",
            environment: variable.map { ["DRAGOMAN_LISTEN": $0] } ?? [:],
            overrides: ConfigOverrides(listen: flag)
        ).config

        #expect(config.listen.port == port)
    }

    private let two = "upstreams: {local: {base_url: http://local}, openai: {base_url: http://file}}"

    @Test func `OPENAI_BASE_URL replaces the address of the upstream called openai and no other`() throws {
        let config = try ConfigText(two, environment: ["OPENAI_BASE_URL": "http://variable/v1/"]).config

        #expect(config.upstreams.map(\.baseURL) == ["http://local", "http://variable/v1"])
    }

    @Test func `without an upstream called openai OPENAI_BASE_URL is left alone`() throws {
        let text = ConfigText(
            "upstreams: {local: {base_url: http://local}}",
            environment: ["OPENAI_BASE_URL": "nonsense"]
        )

        #expect(try text.config.upstreams.map(\.baseURL) == ["http://local"])
    }

    @Test func `the flag goes before OPENAI_BASE_URL, and finds the only upstream there is`() throws {
        let overrides = ConfigOverrides(upstreamBaseURL: "http://flag")
        let environment = ["OPENAI_BASE_URL": "http://variable"]
        let openAI = try ConfigText(two, environment: environment, overrides: overrides).config
        let local = try ConfigText("upstreams: {local: {base_url: http://local}}", overrides: overrides).config

        #expect(openAI.upstreams.map(\.baseURL) == ["http://local", "http://flag"])
        #expect(local.upstreams.map(\.baseURL) == ["http://flag"])
    }

    @Test func `an environment that overrides an explicit setting is a warning`() throws {
        let text = ConfigText(
            "listen: 127.0.0.1:1\n" + two,
            environment: ["DRAGOMAN_LISTEN": "127.0.0.1:2", "OPENAI_BASE_URL": "http://variable"]
        )

        #expect(
            try text.warnings == [
                "$DRAGOMAN_LISTEN: overrides listen of config.yaml:1 (127.0.0.1:1) with 127.0.0.1:2",
                "$OPENAI_BASE_URL: overrides upstreams.openai.base_url of config.yaml:2 (http://file) with "
                    + "http://variable",
            ]
        )
    }

    @Test func `overruling the shipped file's defaults is none, and a flag never is`() throws {
        let shipped = ConfigText(
            try ConfigText.shipped,
            environment: ["OPENAI_API_KEY": "k", "DRAGOMAN_LISTEN": "127.0.0.1:2", "OPENAI_BASE_URL": "http://other"]
        )
        let flagged = ConfigText("listen: 127.0.0.1:1", overrides: ConfigOverrides(listen: "127.0.0.1:2"))

        #expect(try shipped.warnings.isEmpty)
        #expect(try flagged.warnings.isEmpty)
    }

    @Test func `an error in a flag or a variable names it`() {
        let text = ConfigText(
            "",
            environment: ["OPENAI_BASE_URL": "api.openai.com"],
            overrides: ConfigOverrides(listen: "3999")
        )

        #expect(
            text.errors == [
                "--listen: expected HOST:PORT such as 127.0.0.1:3999, found \"3999\"",
                "$OPENAI_BASE_URL: expected a URL such as https://api.openai.com/v1, without user, ? and #, found "
                    + "\"api.openai.com\"",
            ]
        )
    }

    @Test func `an address of the environment is checked like one of the file`() {
        let text = ConfigText("client_keys: []", environment: ["DRAGOMAN_LISTEN": "0.0.0.0:3999"])

        #expect(
            text.errors == [
                "config.yaml:1: client_keys: [] accepts anyone, and other machines can reach 0.0.0.0:3999; set at "
                    + "least one key, or listen on 127.0.0.1"
            ]
        )
    }
}
