import Foundation
import JournalTestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI
@testable import Translation

@Suite struct ErrorGroupsTests {
    private static func numbers(_ outcomes: [Exchange.Outcome]) -> [Int] {
        var groups = ErrorGroups()
        return outcomes.enumerated().map { index, outcome in
            var exchange = EventSamples.exchange(UInt32(index))
            exchange.outcome = outcome
            return groups.add(ExchangeRow(exchange), at: EventSamples.date)
        }
    }

    private static func upstream(
        _ message: String,
        status: Int = 400,
        code: String? = nil,
        parameter: String? = nil
    ) -> Exchange.Outcome {
        var error = OpenAIError(status: status, type: "invalid_request_error", code: code, message: message)
        error.parameter = parameter
        return .failed(.upstream(UpstreamFailure(error, model: "gpt-5.2")))
    }

    @Test func `upstream errors of one code and parameter are one group, however they are worded`() {
        #expect(
            Self.numbers([
                Self.upstream("For 'a': no.", code: "invalid_parameters", parameter: "tools[3].parameters"),
                Self.upstream("For 'b': never.", code: "invalid_parameters", parameter: "tools[7].parameters"),
                Self.upstream("For 'a': no.", code: "invalid_parameters", parameter: "tools[3].name"),
                Self.upstream("For 'a': no.", code: "unsupported_value", parameter: "tools[3].parameters"),
                Self.upstream("For 'a': no.", status: 422, code: "unsupported_value", parameter: "tools[3].parameters"),
            ]) == [1, 1, 2, 3, 4]
        )
    }

    @Test func `an upstream that gives no code is grouped by its words without their numbers`() {
        #expect(
            Self.numbers([
                Self.upstream("Request 17 has no body."), Self.upstream("Request 18 has no body."),
                Self.upstream("The sky is down."),
            ]) == [1, 1, 2]
        )
    }

    @Test func `failures of this program are grouped by their cause`() {
        let peer = UpstreamPeer("a:1")
        let other = UpstreamPeer("b:2")
        #expect(
            Self.numbers([
                .failed(.transport(.connectionRefused(peer))), .failed(.transport(.connectionRefused(other))),
                .failed(.transport(.unreachable(peer))), .failed(.broken(.closedEarly)), .cancelled, .cancelled,
            ]) == [1, 1, 2, 3, 4, 4]
        )
    }

    @Test func `requests that are wrong at the same place are one group`() {
        #expect(
            Self.numbers([
                .refused(.invalid(InvalidRequest(path: "messages[2].role", problem: "field required"))),
                .refused(.invalid(InvalidRequest(path: "messages[9].role", problem: "expected a string"))),
                .refused(.invalid(InvalidRequest(path: "messages[9].content", problem: "field required"))),
            ]) == [1, 1, 2]
        )
    }

    @Test func `each model that no rule maps is a group`() {
        #expect(
            Self.numbers(
                ["a-1", "a-1", "a-2"].map { .refused(.unrouted(UnroutedModel(asked: $0, mapped: []))) }
            ) == [1, 1, 2]
        )
    }
}
