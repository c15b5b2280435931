import Foundation
import JournalTestSupport
import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct PortFindingsTests {
    private static let nginx = PortHolder(name: "nginx", process: 4711)
    private static let proxy = RunningProxy(version: "0.1.0", uptime: .seconds(11_000))

    private static let cases: [(name: String, listen: String, attempt: PortFindings.Attempt, PortFindings)] = [
        ("free", "127.0.0.1:3999", .free, port()),
        ("the system's choice", "127.0.0.1:0", .free, port()),
        ("taken", "127.0.0.1:3999", .refused(errno: EADDRINUSE), port(.found(nginx))),
        ("taken by another user", "[::1]:65535", .refused(errno: EADDRINUSE), port(.hidden)),
        ("taken by an unknown program", "127.0.0.1:3999", .refused(errno: EADDRINUSE), port()),
        ("taken by a dragoman", "127.0.0.1:3999", .refused(errno: EADDRINUSE), port(.found(nginx), proxy: proxy)),
        (
            "taken by a dragoman elsewhere", "127.0.0.1:3999", .refused(errno: EADDRINUSE),
            port(proxy: RunningProxy(version: "0.0.9", uptime: .seconds(40)))
        ),
        ("not allowed", "127.0.0.1:80", .refused(errno: EACCES), port()),
        ("not of this machine", "10.9.9.9:3999", .refused(errno: EADDRNOTAVAIL), port()),
        ("nothing of the kind", "[::1]:3999", .refused(errno: EAFNOSUPPORT), port()),
        ("something else", "127.0.0.1:3999", .refused(errno: EMFILE), port()),
        ("no such host", "nowhere.invalid:3999", .unknownHost, port()),
        ("open to all", "0.0.0.0:3999", .free, port()),
        ("open to all in a container", "0.0.0.0:3999", .free, port(isContainer: true)),
    ]

    @Test func `a port that is in use is reported with its process`() async throws {
        var cases: [(name: String, findings: [Finding])] = []
        for (name, listen, attempt, port) in Self.cases {
            cases.append((name, await Self.examine(listen, attempt, port)))
        }

        #expect(try GoldenFindings.difference(cases, from: "port") == nil)
    }

    @Test(arguments: [EADDRINUSE, EACCES, EADDRNOTAVAIL, EMFILE])
    func `a port that cannot be had ends a start with 69`(_ code: Int32) async {
        let findings = await Self.examine("127.0.0.1:3999", .refused(errno: code), Self.port())

        #expect(findings.failures == [.unavailable])
    }

    @Test func `a key of one's own opens the port to others without a warning`() async throws {
        var config = Config.default
        config.listen = ListenAddress(host: "0.0.0.0", port: 3999)
        config.clientKeys = [Secret("mine")]
        let findings = await Self.port().examine(config)

        #expect(findings.warnings.isEmpty)
        #expect(findings.count == 2)
    }

    @Test func `a free port is reported as free, and stays free`() async throws {
        let number = try await Self.listening { $0 }
        var config = Config.default
        config.listen = ListenAddress(host: "127.0.0.1", port: number)

        for _ in 0..<2 {
            #expect(await PortFindings.live.examine(config) == [.good(.port(.free(config.listen)))])
        }
    }

    @Test func `who listens is found by name and process`() async throws {
        try await Self.listening { number in
            var config = Config.default
            config.listen = ListenAddress(host: "127.0.0.1", port: number)
            let attempt = await PortFindings.live.listen(config.listen)

            #expect(attempt == .refused(errno: EADDRINUSE))
            #if os(Linux)
            let holder = try #require(PortFindings.live.holder(config.listen).holder)
            #expect(holder.process == Int(ProcessInfo.processInfo.processIdentifier))
            #expect(!holder.name.isEmpty)
            #endif
        }
    }

    #if os(Linux)
    @Test func `a listener on another interface is not reported`() async throws {
        try await Self.listening { number in
            let here = PortFindings.live.holder(ListenAddress(host: "127.0.0.1", port: number))
            let elsewhere = PortFindings.live.holder(ListenAddress(host: "127.0.0.2", port: number))

            #expect(here.holder?.process == Int(ProcessInfo.processInfo.processIdentifier))
            #expect(elsewhere == .unknown)
        }
    }
    #endif

    @Test func `a running proxy is recognized on its port`() async throws {
        try await RunningEngine.serving { engine in
            let port = try #require(engine.url.split(separator: ":").last.flatMap { Int($0) })
            let findings = PortFindings.live(patience: Patience.unlimited)
            let proxy = await findings.proxy(ListenAddress(host: "0.0.0.0", port: port))

            #expect(try #require(proxy).version == ProgramVersion.number)
        }
    }

    @Test(arguments: [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("10.0.0.1", "10.0.0.1"), ("localhost", "localhost")])
    func `all interfaces are reached through loopback`(_ host: String, _ reached: String) {
        #expect(ListenAddress(host: host, port: 1).reachable == ListenAddress(host: reached, port: 1))
    }

    private static func port(
        _ holder: PortHolder.Search = .unknown,
        proxy: RunningProxy? = nil,
        isContainer: Bool = false
    ) -> PortFindings {
        var port = PortFindings(listen: { _ in .free }, holder: { _ in holder }, proxy: { _ in proxy })
        port.isContainer = isContainer
        return port
    }

    private static func examine(
        _ listen: String,
        _ attempt: PortFindings.Attempt,
        _ port: PortFindings
    ) async -> [Finding] {
        var config = Config.default
        config.listen = ListenAddress(listen) ?? config.listen
        var port = port
        port.listen = { _ in attempt }
        return await port.examine(config)
    }

    /// Runs `body` while this process listens on a port of the system's choice.
    private static func listening<Result>(_ body: (Int) async throws -> Result) async throws -> Result {
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
        let result = try await body(try #require(channel.localAddress?.port))
        try await channel.close()
        return result
    }
}
