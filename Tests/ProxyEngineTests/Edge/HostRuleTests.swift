import NIOHTTP1
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// Which `Host` and which `Origin` are those of a client, and which may be a web page's.
@Suite struct HostRuleTests {
    private static let rule = HostRule(
        listen: ListenAddress(host: "box.example.net", port: 3999),
        allowed: ["proxy.example.com", "*.inner.example"]
    )

    private static func check(_ host: String?, _ fields: [(String, String)] = []) throws(HostRule.Refusal) {
        func values(_ name: String) -> [String] { fields.filter { $0.0.lowercased() == name }.map(\.1) }
        try rule.check(hosts: (host.map { [$0] } ?? []) + values("host"), origins: values("origin"))
    }

    @Test(arguments: [
        "127.0.0.1", "127.0.0.1:3999", "192.168.1.20:80", "8.8.8.8", "[::1]", "[::1]:3999", "[2001:db8::7]:1",
        "localhost", "LOCALHOST:3999", "localhost.", "a.localhost", "a.b.localhost:1",
        "dragoman", "my-box:3999", "my_box",
        "box.example.net", "Box.Example.NET:81", "box.example.net.",
        "proxy.example.com", "PROXY.example.com:443", "a.inner.example", "a.b.inner.example:3999",
    ])
    func `addresses, local names and configured names are answered`(_ host: String) throws {
        try Self.check(host)
    }

    @Test(arguments: [
        ("evil.example", "evil.example"), ("evil.example:3999", "evil.example"), ("Evil.Example.", "evil.example."),
        ("127.0.0.1.evil.example", "127.0.0.1.evil.example"), ("localhost.evil.example", "localhost.evil.example"),
        ("notlocalhost.x", "notlocalhost.x"), ("127.0.0.1.", "127.0.0.1."), ("1.2.3", "1.2.3"),
        ("256.1.1.1", "256.1.1.1"),
        ("ai.", "ai."), ("inner.example", "inner.example"), ("xinner.example", "xinner.example"),
        (".inner.example", ".inner.example"), ("proxy.example.com.evil.example", "proxy.example.com.evil.example"),
        ("sub.proxy.example.com", "sub.proxy.example.com"),
    ])
    func `any other name is refused`(_ host: String, _ name: String) {
        #expect(throws: HostRule.Refusal.host(name)) { try Self.check(host) }
    }

    @Test(arguments: [
        nil, "", ":3999", "a b", "user@localhost", "localhost/", "localhost:x", "localhost:123456", "[::1", "::1", "[]",
        "[evil.example]", "[::1]x", "locälhost", "a,b", "127.0.0.1, evil.example", "\u{0}",
    ])
    func `a header without a host is malformed`(_ host: String?) {
        #expect(throws: HostRule.Refusal.malformed) { try Self.check(host) }
    }

    @Test func `a second Host is malformed, even the same`() {
        #expect(throws: HostRule.Refusal.malformed) { try Self.check("localhost", [("host", "localhost")]) }
    }

    @Test(arguments: [
        ("localhost:3999", "http://localhost:3999"), ("127.0.0.1:3999", "http://127.0.0.1:3999"),
        ("[::1]:3999", "http://[::1]:3999"), ("proxy.example.com", "https://proxy.example.com"),
        // Behind a server that speaks TLS and names the proxy by its address.
        ("127.0.0.1:3999", "https://proxy.example.com"), ("127.0.0.1:3999", "https://a.inner.example:8443"),
    ])
    func `a page of the proxy's own names is answered`(_ host: String, _ origin: String) throws {
        try Self.check(host, [("origin", origin)])
    }

    @Test(arguments: [
        "http://evil.example", "https://evil.example:3999", "null", "", "http://localhost:8080", "http://localhost",
        "http://127.0.0.1:3999", "file://", "chrome-extension://abcdef", "localhost:3999", "http://dragoman",
        "http://localhost:3999@evil.example",
    ])
    func `a page of any other site is refused, also of another port of this machine`(_ origin: String) {
        #expect(throws: HostRule.Refusal.origin(origin)) { try Self.check("localhost:3999", [("origin", origin)]) }
    }

    @Test func `of two Origins none is believed`() {
        let origins = [("origin", "http://localhost:3999"), ("origin", "http://evil.example")]
        #expect(throws: HostRule.Refusal.self) { try Self.check("localhost:3999", origins) }
    }

    @Test(arguments: [
        ("http://evil.example/health", "evil.example"), ("https://a:1?x", "a:1"), ("HTTP://[::1]:2/#", "[::1]:2"),
        ("http://", ""), ("/health", nil), ("/?next=http://evil.example", nil), ("*", nil),
    ])
    func `the host of an absolute target goes before the header`(_ target: String, _ authority: String?) {
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: target, headers: ["host": "x"])
        let request = EdgeRequest(head, id: ExchangeID(run: 0, sequence: 0))
        #expect(request.headers["host"] == [authority ?? "x"])
    }
}
