import TestSupport
import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct ConfigTests {
    @Test func `the shipped file says what the defaults say`() throws {
        var expected = Config.default
        expected.upstreams[0].apiKey = Secret("sk-test")

        let text = ConfigText(try ConfigText.shipped, environment: ["OPENAI_API_KEY": "sk-test"])

        #expect(try text.config.anonymous == expected)
        #expect(try text.warnings == [])
    }

    @Test func `the shipped file names every key there is`() throws {
        let shipped = try ConfigText.shipped
        let keys = [
            "listen", "client_keys", "upstreams", "base_url", "api_key", "api", "headers", "timeouts", "connect",
            "first_byte", "idle", "retries", "max_concurrent", "models", "match", "to", "telemetry", "log", "max_size",
            "keep", "capture", "memory", "directory", "level", "format", "server", "max_body", "max_json_depth",
            "heartbeat", "commit_after", "count_tokens_timeout", "shutdown_grace", "check_upstreams", "upstream",
            "effort",
            "max_output_tokens", "service_tier", "verbosity", "extra_body", "catalog", "input_window", "apis",
            "efforts",
            "default_effort", "sampling", "parallel_tool_calls", "images", "tools_on_chat", "developer_role",
            "cache_marks",
            "refuses", "shutdown", "price", "input", "cached", "cache_write", "output", "long", "above",
            "repairs", "malformed_json", "empty_arguments",
        ]

        for key in keys { #expect(shipped.contains(key), "\(key)") }
    }

    @Test func `the shipped file without its variable is an error that says what to do`() throws {
        let text = ConfigText(try ConfigText.shipped)

        #expect(
            text.errors == [
                "config.yaml:8: upstreams.openai.api_key: environment variable OPENAI_API_KEY is not set; set it "
                    + "(export OPENAI_API_KEY=…) or write the value here"
            ]
        )
    }

    @Test func `commands that need no key accept an unset variable`() throws {
        let text = ConfigText(try ConfigText.shipped, unsetKeys: .allowed)

        #expect(try text.config.anonymous == Config.default)
        #expect(
            try text.warnings == [
                "config.yaml:8: upstreams.openai.api_key: environment variable OPENAI_API_KEY is not set; requests "
                    + "will have no key"
            ]
        )
    }

    @Test func `without a file the defaults serve, with the key of the environment`() throws {
        let keyless = try Config.parse(yaml: nil, environment: [:])
        let keyed = try Config.parse(yaml: nil, environment: ["OPENAI_API_KEY": "sk-test"])

        #expect(keyless.config == Config.default)
        #expect(keyless.warnings.isEmpty)
        #expect(keyed.config.upstreams.first?.apiKey == Secret("sk-test"))
    }

    @Test func `a file that does not name the default key may leave it unset`() throws {
        let config = try ConfigText("upstreams: {openai: {retries: 0}}").config

        #expect(config.upstreams.first?.apiKey == nil)
        #expect(config.upstreams.first?.retries == 0)
    }

    @Test func `every value of a file is taken`() throws {
        let config = try ConfigText(
            """
            listen: "[::1]:80"
            client_keys: [one, two]
            upstreams:
              local:
                base_url: http://127.0.0.1:8000/v1/
                api: chat
                headers: {X-B: b, X-A: 5}
                timeouts: {connect: 500ms, first_byte: 2m, idle: 1h}
                retries: 0
                max_concurrent: 1
            telemetry: {log: off, max_size: 1GB, keep: 0}
            capture: {memory: 1MiB, directory: captures}
            log: {level: debug, format: json}
            server:
              {max_body: 1MB, max_json_depth: 64, heartbeat: 5s, commit_after: 0,
               count_tokens_timeout: 1s, shutdown_grace: 0, check_upstreams: off}
            """
        ).config
        let upstream = try #require(config.upstreams.first)

        #expect(config.source == .file("config.yaml"))
        #expect(config.listen == ListenAddress(host: "::1", port: 80))
        #expect(config.clientKeys == [Secret("one"), Secret("two")])
        #expect(upstream.name == "local")
        #expect(upstream.baseURL == "http://127.0.0.1:8000/v1")
        #expect(upstream.apiKey == nil)
        #expect(upstream.api == .chat)
        #expect(upstream.headers.map(\.name) == ["X-B", "X-A"])
        #expect(upstream.timeouts.connect == .milliseconds(500))
        #expect(upstream.timeouts.firstByte == .seconds(120))
        #expect(upstream.timeouts.idle == .seconds(3600))
        #expect(upstream.retries == 0)
        #expect(upstream.maxConcurrent == 1)
        #expect(config.models.map(\.upstream) == ["local", "local", "local"])
        #expect(config.telemetry.log == nil)
        #expect(config.telemetry.maxSize.bytes == 1_000_000_000)
        #expect(config.telemetry.keep == 0)
        #expect(config.capture.memory.bytes == 1_048_576)
        #expect(config.capture.directory == "captures")
        #expect(config.log.level == .debug)
        #expect(config.log.format == .json)
        #expect(config.server.maxBody.bytes == 1_000_000)
        #expect(config.server.maxJSONDepth == 64)
        #expect(config.server.heartbeat == .seconds(5))
        #expect(config.server.commitAfter == .zero)
        #expect(config.server.countTokensTimeout == .seconds(1))
        #expect(config.server.shutdownGrace == .zero)
        #expect(!config.server.checksUpstreams)
    }

    @Test(arguments: ["off", "Off", "OFF", "false", "no", "\"off\""])
    func `off is read in YAML's forms and as text`(off: String) throws {
        let config = try ConfigText(
            """
            telemetry: {log: \(off)}
            capture: {directory: \(off)}
            upstreams: {openai: {api_key: \(off)}}
            """,
            environment: ["OPENAI_API_KEY": "sk-test"]
        ).config

        #expect(config.telemetry.log == nil)
        #expect(config.capture.directory == nil)
        #expect(config.upstreams.first?.apiKey == nil)
    }

    @Test func `OpenAI needs a key, in whichever header, and a local server need not`() {
        var openAI = UpstreamSettings.openAI
        #expect(openAI.needsKey)
        #expect(!UpstreamSettings(name: "local", baseURL: "http://127.0.0.1:8000/v1").needsKey)

        openAI.headers = [UpstreamHeader(name: "Authorization", value: Secret("Bearer k"))]
        #expect(!openAI.needsKey)
    }

    @Test func `on loopback anyone may be let in`() throws {
        #expect(try ConfigText("client_keys: []").config.clientKeys.isEmpty)
    }

    @Test func `the key everybody knows is a warning off loopback`() throws {
        #expect(
            try ConfigText("listen: 0.0.0.0:3999\nclient_keys: [dummy]").warnings == [
                "config.yaml:2: client_keys: everyone knows the key \"dummy\", and any machine that reaches "
                    + "0.0.0.0:3999 can use it and spend your tokens; set a key of your own (client_keys: [...]), or listen on 127.0.0.1"
            ]
        )
        #expect(try ConfigText("listen: 0.0.0.0:3999\nclient_keys: [mine, dummy]").warnings.count == 1)
        #expect(try ConfigText("listen: 0.0.0.0:3999\nclient_keys: [mine]").warnings.isEmpty)
    }

    @Test func `in a container the cure is where its port is published`() throws {
        var text = ConfigText("listen: 0.0.0.0:4000\nclient_keys: [dummy]")
        text.isContainer = true

        #expect(
            try text.warnings.first?.hasSuffix(
                "; publish the port on 127.0.0.1 only (-p 127.0.0.1:4000:4000), or set a key of your own (client_keys: [...])"
            ) == true
        )
    }
}
