import Foundation
import JournalTestSupport
import NIOPosix
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// Upstreams behind a proxy, from the engine's edge.
@Suite(.untilHung)
struct ProxiedUpstreamTests {
    private static func options(_ proxy: String, _ more: [String: String] = [:]) -> Engine.Options {
        var options = Engine.Options()
        options.proxies = ProxyVariables(environment: ["HTTP_PROXY": proxy].merging(more) { $1 })
        return options
    }

    private static func port(_ upstream: ScriptedUpstream) throws -> Int {
        try #require(BaseURL(upstream.baseURL)?.port)
    }

    @Test func `a request goes through the proxy that the environment names`() async throws {
        try await ScriptedUpstream.serving(.on("hello", .text("by proxy"))) { upstream in
            let account = "Basic " + Data("me:secret word".utf8).base64EncodedString()
            try await ConnectProxy.serving(leadingTo: try Self.port(upstream), account: account) { proxy in
                var config = RunningEngine.configuration(upstream, .responses)
                config.upstreams[0].baseURL = "http://upstream.test/v1"
                let options = Self.options("http://me:secret%20word@127.0.0.1:\(proxy.port)")
                try await RunningEngine.serving(Engine(config, options: options), before: upstream) { running in
                    let answer = try await running.answer(to: RunningEngine.question())

                    #expect(answer.status == 200)
                    #expect(proxy.requests == [.init(authority: "upstream.test:80", authorization: account)])
                }
            }
        }
    }

    @Test func `hosts in NO_PROXY are reached directly`() async throws {
        try await ScriptedUpstream.serving(.on("hello", .text("directly"))) { upstream in
            let port = try Self.port(upstream)
            try await ConnectProxy.serving(leadingTo: port) { proxy in
                var config = RunningEngine.configuration(upstream, .responses)
                // Resolves to loopback, but the rule for loopback does not know the name.
                config.upstreams[0].baseURL = "http://0.0.0.0:\(port)/v1"
                let options = Self.options("http://127.0.0.1:\(proxy.port)", ["NO_PROXY": "0.0.0.0"])
                try await RunningEngine.serving(Engine(config, options: options), before: upstream) { running in
                    let answer = try await running.answer(to: RunningEngine.question())

                    #expect(answer.status == 200)
                    #expect(proxy.requests.isEmpty)
                }
            }
        }
    }

    @Test func `a refusing proxy is reported as such, without the password`() async throws {
        try await ScriptedUpstream.serving { upstream in
            try await ConnectProxy.serving(leadingTo: try Self.port(upstream), account: "Basic other") { proxy in
                var config = RunningEngine.configuration(upstream, .responses)
                config.upstreams[0].baseURL = "http://upstream.test/v1"
                let options = Self.options("http://me:secretword@127.0.0.1:\(proxy.port)")
                try await RunningEngine.serving(Engine(config, options: options), before: upstream) { running in
                    let answer = try await running.answer(to: RunningEngine.question())
                    let message = try #require(answer.error?.message)

                    #expect(message.contains("the proxy http://"), "\(message)")
                    #expect(message.contains("requires a user name and a password"))
                    #expect(!message.contains("secretword"))
                }
            }
        }
    }
}
