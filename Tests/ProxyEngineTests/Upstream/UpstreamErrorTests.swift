import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct UpstreamErrorTests {
    static let cases: [(error: UpstreamError, kind: APIError.Kind, isTransient: Bool)] = [
        (.connectTimeout, .timeout, true),
        (.connectionRefused(UpstreamPeer("h:1")), .api, true),
        (.unreachable(UpstreamPeer("h:1", errorNumber: 113)), .api, true),
        (.proxy(UpstreamPeer("p:1", isProxy: true), .credentialsRequired), .api, false),
        (.proxy(UpstreamPeer("p:1", isProxy: true), .destinationRefused(status: 403)), .api, false),
        (.proxy(UpstreamPeer("p:1", isProxy: true), .destinationUnreached(status: 502)), .api, true),
        (.proxy(UpstreamPeer("p:1", isProxy: true), .closed), .api, true),
        (.proxy(UpstreamPeer("p:1", isProxy: true), .notHTTP), .api, false),
        (.hostNotFound("h"), .api, true),
        (.tls(.handshake), .api, false),
        (.firstByteTimeout(.seconds(600)), .timeout, false),
        (.idleTimeout(.seconds(300)), .timeout, false),
        (.connectionLost(.system(errorNumber: 104)), .api, true),
        (.answerTooLarge(limit: 10), .api, false),
        (.notHTTP, .api, true),
        (.notUnpackable, .api, true),
        (.unsendable(.badURL), .api, false),
    ]

    @Test(arguments: cases.indices)
    func `a network failure is reported by its kind`(_ index: Int) {
        let (error, kind, isTransient) = Self.cases[index]

        let emitted = APIError(AnswerFailure.transport(error))
        #expect(emitted.kind == kind)
        #expect(emitted.message.contains(error.description))
        #expect(error.isTransient == isTransient)
    }

    @Test func `labels are distinct and have no variable parts`() {
        let labels = Self.cases.map(\.error.label)

        #expect(Set(labels).count == labels.count)
        #expect(labels.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "_" } })
    }

    @Test(arguments: TLSTrouble.allCases)
    func `of the failures of TLS only a timeout may pass`(_ trouble: TLSTrouble) {
        #expect(UpstreamError.tls(trouble).isTransient == (trouble == .timeout))
    }
}
