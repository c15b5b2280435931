import TestSupport
import Testing

@testable import Journal
@testable import Translation

@Suite struct ExchangeFailureTests {
    @Test(arguments: EventFormSamples.failures + EventFormSamples.refusals)
    func `a label is free of what varies`(_ failure: ExchangeFailure) {
        #expect(failure.label.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "_") })
    }

    @Test func `what was refused here and what failed upstream have labels of their own`() {
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
        func told(_ failure: ExchangeFailure) -> String {
            let error = APIError(failure)
            return "\(error.status) \(error.kind.rawValue) \(error.message)"
        }

        #expect(told(.clientGone) == "499 api_error The client closed the connection.")
        #expect(
            told(.tooLarge(limit: 9))
                == "413 request_too_large The request body is larger than 9 bytes (server.max_body in config.yaml)."
        )
        #expect(
            told(.transport(.hostNotFound("h")))
                == "500 api_error Could not reach the upstream API: host not found (h)."
        )
        #expect(
            told(.transport(.connectionRefused(UpstreamPeer("h:1", errorNumber: 111))))
                == "500 api_error Could not reach the upstream API: connection refused (h:1, errno 111)."
        )
        #expect(
            told(.transport(.proxy(UpstreamPeer("http://p:2", isProxy: true), .credentialsRequired)))
                == "500 api_error Could not reach the upstream API: the proxy refused (the proxy http://p:2 wants a user "
                + "and a password)."
        )
        #expect(APIError(ExchangeFailure.unauthenticated).shouldRetry == false)
    }
}
