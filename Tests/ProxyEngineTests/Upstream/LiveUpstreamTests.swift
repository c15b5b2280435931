import Foundation
import JournalTestSupport
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
    @Test func `an answer is head, body and end`() async throws {
        try await ScriptedUpstream.serving { upstream in
            let question = RunningEngine.question(streamed: false).text
            let request = UpstreamRequest(to: upstream.baseURL, body: question)
            let reply = try await LiveUpstream.running { await $0.ask(request) }.get()

            #expect(reply.head.status == 200)
            #expect(reply.head.header("content-type") == "application/json")
            #expect(!reply.body.isEmpty)
        }
    }

    @Test func `without a key none is sent`() async throws {
        try await ScriptedUpstream.serving { upstream in
            let request = UpstreamRequest(to: upstream.baseURL, key: nil)
            let reply = try await LiveUpstream.running { await $0.ask(request) }.get()

            #expect(reply.head.status == 401)
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
        let reply = try await LiveUpstream.running { await $0.ask(url) }

        #expect(reply.error?.label == label, "\(reply)")
    }

    @Test func `a refused connection names its peer`() async throws {
        let reply = try await LiveUpstream.running { await $0.ask("http://127.0.0.1:1/v1") }

        #expect(reply.error?.description == "connection refused (127.0.0.1:1, errno \(ECONNREFUSED))")
    }

    @Test func `a server that does not speak TLS is a TLS failure`() async throws {
        try await ScriptedUpstream.serving { upstream in
            let url = upstream.baseURL.replacing("http://", with: "https://")
            let reply = try await LiveUpstream.running { await $0.ask(url) }

            #expect(reply.error?.label == "tls", "\(reply)")
        }
    }
}
