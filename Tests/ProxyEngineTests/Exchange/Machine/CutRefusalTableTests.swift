import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// An error status counts, also where the body after it does not end.
@Suite struct CutRefusalTableTests {
    private static let lost = ExchangeSignal.lost(.connectionLost(.closedBeforeAnswer), attempt: 1)

    @Test(arguments: ["", #"{"error":{"message":"Incorrect API k"#])
    func `a refused key whose body is cut off is the client's error at once`(body: String) throws {
        let rig = try ExchangeRig { $0.upstreams[0].retries = 2 }
        rig.take(.start).take(.head(401), .text(body), Self.lost).pass(.seconds(60))

        #expect(rig.sent.count == 1)
        #expect(rig.error?.kind == .authentication)
    }

    @Test func `a rate limit whose body is cut off keeps its wait`() throws {
        let rig = try ExchangeRig()
        rig.take(.start).take(.head(429, [HeaderField("retry-after", "3")]), .text(#"{"er"#), Self.lost)
        rig.pass(.milliseconds(2_999))
        #expect(rig.done() == ["send 1", "cancel", "leave"])
        rig.pass(.milliseconds(1))

        #expect(rig.done() == ["send 2"])
    }

    @Test func `an error whose body stalls is the client's when the limit is reached`() throws {
        let rig = try ExchangeRig(.chat, RunningEngine.question(streamed: false)) {
            $0.upstreams[0].timeouts.idle = .seconds(30)
        }
        rig.take(.start).take(.head(400), .text(#"{"error":{"mess"#)).pass(.milliseconds(29_999))
        #expect(rig.done() == ["send 1"])
        rig.pass(.milliseconds(1))

        #expect(rig.done() == ["cancel", "leave", "ended", "error 400"])
    }
}
