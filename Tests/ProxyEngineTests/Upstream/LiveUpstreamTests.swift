import Foundation
import JournalTestSupport
import NIOCore
import NIOPosix
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// The live client alone, without an edge in front of it.
@Suite(.untilHung)
struct LiveUpstreamTests {
    /// Every signal of one request, the body in one piece.
    private static func send(_ settings: UpstreamSettings, path: String = "/responses") async throws -> [UpstreamSignal]
    {
        let live = LiveUpstream(group: MultiThreadedEventLoopGroup.singleton)
        let inbox = UpstreamInbox()
        let body = ByteBuffer(string: RunningEngine.question(streamed: false).text)
        let request = UpstreamRequest(upstream: settings, path: path, body: body)
        let call = live.upstreamClient.send(request, inbox, 1)
        var signals: [UpstreamSignal] = []
        reading: while let signal = await inbox.next() {
            signals.append(signal)
            switch signal {
            case .end, .failed: break reading
            case .head, .body: continue
            }
        }
        call.cancel()
        try await live.shutdown()
        return signals
    }

    private static func settings(_ baseURL: String) -> UpstreamSettings {
        UpstreamSettings(name: "x", baseURL: baseURL, apiKey: Secret("sk-x"))
    }

    @Test func `an answer is head, body and end`() async throws {
        try await ScriptedUpstream.serving { upstream in
            let signals = try await Self.send(Self.settings(upstream.baseURL))

            guard case .head(let head) = signals.first, case .end = signals.last else {
                Issue.record("\(signals)")
                return
            }
            #expect(head.status == 200)
            #expect(head.header("content-type") == "application/json")
            #expect(signals.count >= 3)
        }
    }

    @Test func `without a key none is sent`() async throws {
        try await ScriptedUpstream.serving { upstream in
            let signals = try await Self.send(UpstreamSettings(name: "x", baseURL: upstream.baseURL))

            guard case .head(let head) = signals.first else {
                Issue.record("\(signals)")
                return
            }
            #expect(head.status == 401)
            #expect(upstream.requests.first?.header("authorization") == nil)
        }
    }

    static let failures: [(url: String, label: String)] = [
        ("http://127.0.0.1:1/v1", "connection_refused"),
        ("http://localhost:1/v1", "connection_refused"),
        ("nonsense", "unsendable"),
        ("ftp://127.0.0.1/v1", "unsendable"),
    ]

    @Test(arguments: failures.indices)
    func `an address that does not answer is reported with the reason`(_ index: Int) async throws {
        let (url, label) = Self.failures[index]
        let signals = try await Self.send(Self.settings(url))

        guard case .failed(let error) = signals.last else {
            Issue.record("\(signals)")
            return
        }
        #expect(error.label == label, "\(error)")
    }

    @Test func `a refused connection names its peer`() async throws {
        let signals = try await Self.send(Self.settings("http://127.0.0.1:1/v1"))

        guard case .failed(let error) = signals.last else {
            Issue.record("\(signals)")
            return
        }
        #expect(error.description == "connection refused (127.0.0.1:1, errno \(ECONNREFUSED))")
    }

    @Test func `a server that does not speak TLS is a TLS failure`() async throws {
        try await ScriptedUpstream.serving { upstream in
            let url = upstream.baseURL.replacing("http://", with: "https://")
            let signals = try await Self.send(Self.settings(url))

            guard case .failed(let error) = signals.last else {
                Issue.record("\(signals)")
                return
            }
            #expect(error.label == "tls", "\(error)")
        }
    }
}
