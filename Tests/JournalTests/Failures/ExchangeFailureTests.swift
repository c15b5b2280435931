import Testing

@testable import Journal
@testable import Translation

@Suite struct ExchangeFailureTests {
    @Test(arguments: EventFormSamples.failures + EventFormSamples.refusals)
    func `a label has no variable parts`(_ failure: ExchangeFailure) {
        #expect(failure.label.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "_") })
    }

    @Test func `refusals here and failures upstream have different labels`() {
        let upstream = Set(EventFormSamples.failures.map(\.label))
        let here = Set(EventFormSamples.refusals.map(\.label))

        #expect(upstream.isDisjoint(with: here))
    }

    @Test(arguments: EventFormSamples.failures + EventFormSamples.refusals)
    func `a remedy names the settings by the names it is given`(_ failure: ExchangeFailure) {
        var terms = RemedyTerms(upstream: "local")
        terms.baseURL = "api_base"
        let text = failure.remedy.text(terms)

        #expect(text?.contains("base_url") != true)
        #expect(text?.isEmpty != true)
    }

    @Test func `status and words for the client are those of the kind of failure`() {
        func emitted(_ failure: ExchangeFailure) -> String {
            let error = APIError(failure)
            return "\(error.status) \(error.kind.rawValue) \(error.message)"
        }

        #expect(emitted(.clientGone) == "499 api_error The client closed the connection.")
        #expect(
            emitted(.tooLarge(limit: 9))
                == "413 request_too_large The request body is larger than 9 bytes. Raise server.max_body in "
                + "config.yaml, or send less."
        )
        #expect(
            emitted(.transport(.hostNotFound("h")))
                == "500 api_error Could not reach the upstream API: host not found (h)."
        )
        #expect(
            emitted(.transport(.connectionRefused(UpstreamPeer("h:1", errorNumber: 111))))
                == "500 api_error Could not reach the upstream API: connection refused (h:1, errno 111)."
        )
        #expect(
            emitted(.transport(.proxy(UpstreamPeer("http://p:2", isProxy: true), .credentialsRequired)))
                == "500 api_error Could not reach the upstream API: the proxy http://p:2 requires a user name "
                + "and a password."
        )
        #expect(APIError(ExchangeFailure.unauthenticated).shouldRetry == false)
    }
}
