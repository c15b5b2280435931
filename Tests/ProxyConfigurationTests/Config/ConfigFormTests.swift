import Testing
import Translation

@testable import ProxyConfiguration

@Suite struct ConfigFormTests {
    private func read<Value>(_ text: String, as form: ConfigForm<Value>) -> Value? {
        form.read(YAMLScalar(text: text, isQuoted: false))
    }

    static let durations: [(String, Duration)] = [
        ("10s", .seconds(10)), ("500ms", .milliseconds(500)), ("2m", .seconds(120)), ("2min", .seconds(120)),
        ("1h", .seconds(3600)), ("15", .seconds(15)), ("0.1", .milliseconds(100)), ("1.5s", .milliseconds(1500)),
        ("10 s", .seconds(10)), ("24h", .seconds(86400)), ("0", .zero), ("0ms", .zero),
    ]

    @Test(arguments: durations)
    func `a duration is a number with a unit, or of seconds`(text: String, duration: Duration) {
        #expect(read(text, as: .duration()) == duration)
    }

    @Test(arguments: [
        "", "s", "-1s", "+1s", "1d", "1 day", "1.2.3s", "1e3s", ".", "25h", "9999999999999999999h", "1s2m", "٣s",
    ])
    func `nothing else is a duration`(text: String) {
        #expect(read(text, as: .duration()) == nil)
    }

    @Test(arguments: ["0", "0s", "0.0001s"])
    func `a timeout cannot be nothing`(text: String) {
        #expect(read(text, as: .timeout) == nil)
    }

    static let sizes: [(String, Int)] = [
        ("64MB", 64_000_000), ("50MiB", 52_428_800), ("1GB", 1_000_000_000), ("1GiB", 1_073_741_824), ("2KB", 2000),
        ("2KiB", 2048), ("123", 123), ("123B", 123), ("64 MB", 64_000_000), ("64mb", 64_000_000), ("0", 0),
    ]

    @Test(arguments: sizes)
    func `a size is a number with a unit, or of bytes`(text: String, bytes: Int) {
        #expect(ByteCount(text)?.bytes == bytes)
    }

    @Test(arguments: ["", "MB", "-1MB", "1.5MB", "1XB", "1M", "99999999999999999999", "9999999999999GB", "٣MB"])
    func `nothing else is a size`(text: String) {
        #expect(ByteCount(text) == nil)
    }

    @Test(arguments: ["0B", "1B", "999B", "1KB", "1KiB", "64MB", "50MiB", "1GB", "1500MB", "2GiB"])
    func `a size prints as it can be read`(text: String) throws {
        let size = try #require(ByteCount(text))

        #expect(size.description == text)
        #expect(ByteCount(size.description) == size)
    }

    static let addresses: [(String, String, Int)] = [
        ("127.0.0.1:3999", "127.0.0.1", 3999), ("localhost:0", "localhost", 0), ("[::1]:80", "::1", 80),
        ("0.0.0.0:65535", "0.0.0.0", 65535), ("my-host.example:1", "my-host.example", 1),
    ]

    @Test(arguments: addresses)
    func `an address is a host and a port`(text: String, host: String, port: Int) {
        #expect(ListenAddress(text) == ListenAddress(host: host, port: port))
        #expect(ListenAddress(text)?.description == text)
    }

    @Test(arguments: [
        "", ":3999", "3999", "localhost", "localhost:", "localhost:65536", "localhost:-1", "::1:80", "[::1]", "a b:1",
        "http://a:1", "[a]:1", "localhost:８０", "a:+1",
    ])
    func `nothing else is an address`(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    static let loopback: [(String, Bool)] = [
        ("127.0.0.1:1", true), ("127.8.9.1:1", true), ("localhost:1", true), ("LocalHost:1", true), ("[::1]:1", true),
        ("0.0.0.0:1", false), ("[::]:1", false), ("192.168.0.1:1", false), ("127.evil.example:1", false),
    ]

    @Test(arguments: loopback)
    func `only an address of this machine alone is loopback`(text: String, isLoopback: Bool) {
        #expect(ListenAddress(text)?.isLoopback == isLoopback)
    }

    static let urls: [(String, String, String)] = [
        ("https://api.openai.com/v1", "https://api.openai.com/v1", "api.openai.com"),
        ("https://api.openai.com/v1//", "https://api.openai.com/v1", "api.openai.com"),
        ("HTTP://LocalHost:8000", "HTTP://LocalHost:8000", "localhost"),
        ("http://[::1]:8000/v1", "http://[::1]:8000/v1", "::1"),
        ("http://[::1]/v1", "http://[::1]/v1", "::1"),
    ]

    @Test(arguments: urls)
    func `a base URL is kept without the slash at its end`(written: String, text: String, host: String) {
        #expect(BaseURL(written)?.text == text)
        #expect(BaseURL(written)?.host == host)
    }

    @Test(arguments: [
        "", "api.openai.com", "ftp://a", "https://", "https:///v1", "https://u:p@a/v1", "https://a/v1?x=1",
        "https://a#b",
        "http://a b", "http://a:0", "http://a:70000", "http://a:x", "http://[::1", "http://[::1]x", "http://:80",
    ])
    func `nothing else is a base URL`(text: String) {
        #expect(BaseURL(text) == nil)
    }

    @Test(arguments: [
        ("https://api.openai.com/v1", true), ("https://eu.api.openai.com/v1", true), ("https://API.OpenAI.com", true),
        ("https://notapi.openai.com", false), ("https://api.openai.com.evil.example", false),
        ("http://127.0.0.1", false),
    ])
    func `OpenAI is known by its host`(text: String, isOpenAI: Bool) {
        #expect((BaseURL(text)?.server == .openAI) == isOpenAI)
    }
}
