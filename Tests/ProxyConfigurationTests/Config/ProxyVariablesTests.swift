import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct ProxyVariablesTests {
    private static let openAI = "https://api.openai.com/v1"

    /// The proxy's text and its variable; nil for none.
    private static func way(_ environment: [String: String], to url: String = openAI) -> String? {
        switch ProxyVariables(environment: environment).way(to: url) {
        case .direct: nil
        case .through(let server, let variable): "\(variable) \(server)"
        case .refused(let refusal, let variable): "\(variable) \(refusal)"
        }
    }

    static let choices: [(environment: [String: String], url: String, way: String?)] = [
        ([:], openAI, nil),
        (["HTTPS_PROXY": "http://p:1"], openAI, "HTTPS_PROXY http://p:1"),
        (["HTTPS_PROXY": "http://p:1", "https_proxy": "http://q:2"], openAI, "https_proxy http://q:2"),
        (["https_proxy": "", "HTTPS_PROXY": " http://p:1 "], openAI, "HTTPS_PROXY http://p:1"),
        (["HTTP_PROXY": "http://p:1"], openAI, nil),
        (["HTTPS_PROXY": "http://p:1"], "http://models.lan/v1", nil),
        (["HTTP_PROXY": "http://p:1"], "http://models.lan/v1", "HTTP_PROXY http://p:1"),
        (["ALL_PROXY": "http://p:1"], openAI, "ALL_PROXY http://p:1"),
        (["ALL_PROXY": "socks5://p:1", "HTTPS_PROXY": "http://q:2"], openAI, "HTTPS_PROXY http://q:2"),
    ]

    @Test(arguments: choices.indices)
    func `the URL's scheme and the case of the name decide`(_ index: Int) {
        let (environment, url, way) = Self.choices[index]

        #expect(Self.way(environment, to: url) == way)
    }

    @Test(arguments: ["http://127.0.0.1:1/v1", "http://localhost/v1", "https://[::1]:8080/v1", "http://127.8.9.1/v1"])
    func `loopback is never reached through a proxy`(_ url: String) {
        #expect(Self.way(["ALL_PROXY": "http://p:1"], to: url) == nil)
    }

    static let exceptions: [(list: String, url: String, isExcepted: Bool)] = [
        ("*", openAI, true),
        ("api.openai.com", openAI, true),
        ("openai.com", openAI, true),
        (".openai.com", openAI, true),
        ("*.openai.com", openAI, true),
        ("API.OpenAI.com", openAI, true),
        ("penai.com", openAI, false),
        ("a.lan, .openai.com", openAI, true),
        ("a.lan b.lan", "https://b.lan/v1", true),
        ("api.openai.com:443", openAI, true),
        ("api.openai.com:8443", openAI, false),
        ("api.openai.com:8443", "https://api.openai.com:8443", true),
        ("[fd00::1]:443", "https://[fd00::1]/v1", true),
        ("fd00::1", "https://[fd00::1]/v1", true),
        ("10.0.0.0/8", "https://10.1.2.3/v1", false),
        ("10.1.2.3", "https://10.1.2.3/v1", true),
        (", ,", openAI, false),
        (".", openAI, false),
    ]

    @Test(arguments: exceptions.indices)
    func `hosts in NO_PROXY and below them are reached directly`(_ index: Int) {
        let (list, url, isExcepted) = Self.exceptions[index]

        #expect((Self.way(["HTTPS_PROXY": "http://p:1", "NO_PROXY": list], to: url) == nil) == isExcepted)
    }

    static let values: [(value: String, way: String)] = [
        ("proxy.corp:3128", "http://proxy.corp:3128"),
        ("http://proxy.corp", "http://proxy.corp:80"),
        ("http://proxy.corp:3128/", "http://proxy.corp:3128"),
        ("HTTP://Proxy.corp:3128", "http://proxy.corp:3128"),
        ("http://me:p%40ss@proxy.corp:3128", "http://me:•••@proxy.corp:3128"),
        ("http://me@proxy.corp:3128", "http://me:•••@proxy.corp:3128"),
        ("http://[fd00::2]:3128", "http://[fd00::2]:3128"),
        ("socks5://proxy.corp:1080", "scheme(\"socks5\")"),
        ("https://proxy.corp:443", "scheme(\"https\")"),
        ("http://", "form"),
        ("http://proxy.corp:port", "form"),
        ("http://a b:3128", "form"),
        ("http://me:%zz@proxy.corp:3128", "form"),
    ]

    @Test(arguments: values.indices)
    func `a value is a proxy, with its password hidden, or is refused`(_ index: Int) {
        #expect(Self.way(["HTTPS_PROXY": Self.values[index].value]) == "HTTPS_PROXY \(Self.values[index].way)")
    }

    @Test func `a user's name and password are decoded`() throws {
        let server = try ProxyServer("http://m%65:p%40s:s@proxy.corp:3128")

        #expect(server.user == "me")
        #expect(server.password == Secret("p@s:s"))
    }

    @Test func `two proxies that differ in their password alone are not the same`() throws {
        let one = try ProxyServer("http://me:a@proxy.corp:3128")
        let other = try ProxyServer("http://me:b@proxy.corp:3128")

        #expect(one != other)
    }
}
