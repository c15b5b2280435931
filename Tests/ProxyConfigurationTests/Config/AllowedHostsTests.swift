import TestSupport
import Testing

@testable import ProxyConfiguration
@testable import Translation

/// `server.allowed_hosts`
@Suite struct AllowedHostsTests {
    private static func text(_ list: String) -> ConfigText {
        ConfigText("server: {allowed_hosts: \(list)}", environment: ["OPENAI_API_KEY": "sk-test"])
    }

    @Test func `without it no name is added`() throws {
        #expect(try Self.text("[]").config.server.allowedHosts.isEmpty)
        #expect(Config.default.server.allowedHosts.isEmpty)
    }

    @Test func `names are read in lower case, with a star for all below`() throws {
        let config = try Self.text(#"[Proxy.Example.com, "*.inner.example", box_1, 10.0.0.1]"#).config

        #expect(config.server.allowedHosts == ["proxy.example.com", "*.inner.example", "box_1", "10.0.0.1"])
    }

    @Test func `a name may come from the environment`() throws {
        let text = ConfigText(
            #"server: {allowed_hosts: ["${HOST_NAME}"]}"#,
            environment: ["OPENAI_API_KEY": "sk-test", "HOST_NAME": "a.example"]
        )

        #expect(try text.config.server.allowedHosts == ["a.example"])
    }

    @Test(arguments: [
        "https://proxy.example.com", "proxy.example.com:3999", "proxy.example.com/", "*", "*.", "a.*.example", "a b",
        "",
    ])
    func `an invalid name is an error that shows the expected form`(_ name: String) {
        let expected =
            "config.yaml:1: server.allowed_hosts[0]: expected a name such as proxy.example.com or *.example.com, without "
            + "scheme, port and path, found \"\(name)\""

        #expect(Self.text("[\"\(name)\"]").errors == [expected])
    }

    @Test func `a single name is not a list`() {
        let errors = Self.text("proxy.example.com").errors

        #expect(errors.count == 1)
        #expect(errors.first?.contains("expected a list of names such as [proxy.example.com]") == true)
    }
}
