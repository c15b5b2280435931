package import NIOCore
package import ProxyEngine
import Synchronization
import Translation

/// A mock of OpenAI inside the program: speaks both APIs, streams at a lifelike pace, and needs no network.
package final class MockUpstream: Sendable {
    private struct State {
        var count = 0
        var reportedFailures: Set<String> = []
    }

    private let script: MockScript
    private let group: any EventLoopGroup
    private let pace: MockPace
    private let state = Mutex(State())

    package init(
        entries: [(marker: String, reply: MockReply)] = [],
        group: any EventLoopGroup,
        pace: MockPace = .real(.milliseconds(20))
    ) {
        script = MockScript(entries: entries)
        self.group = group
        self.pace = pace
    }

    package var upstreamClient: UpstreamClient {
        UpstreamClient { [self] request, receiver, attempt in
            let eventLoop = group.next()
            let deliveries = MockDelivery(answer(request), to: receiver, attempt: attempt, pace: pace)
            eventLoop.execute { deliveries.start(on: eventLoop) }
            return UpstreamCall { deliveries.cancel() }
        }
    }

    private func answer(_ request: UpstreamRequest) -> MockAnswer {
        guard let document = try? JSONDocument(Array(request.body.readableBytesView)) else {
            let failure = MockReply.Failure(status: 400, type: "invalid_request_error", message: "not JSON")
            return .error(failure, parameter: nil)
        }
        if request.path == "/responses/input_tokens" {
            return .json(#"{"object":"response.input_tokens","input_tokens":\#(document.bytes.count / 4)}"#)
        }
        let api = MockAPI.allCases.first { $0.path == request.path } ?? .responses
        let asked = MockRequest(document, api: api)
        let (number, reply) = state.withLock { state in
            state.count += 1
            return (state.count, script.reply(to: asked, reportedFailures: &state.reportedFailures))
        }
        if let failure = reply.failure {
            return .error(failure, parameter: failure.tool.flatMap(asked.schemaPath))
        }
        let frames =
            switch api {
            case .responses: MockResponsesFrames(reply, to: asked, number: number).frames
            case .chat: MockChatFrames(reply, to: asked, number: number).frames
            }
        let timing = pace.timing(ofAnswer: number, tokens: reply.tokenCount, pieces: frames.count)
        return .stream(frames, timing, staysOpen: reply.staysOpen)
    }
}

/// A response over the simulated connection.
enum MockAnswer: Sendable {
    case stream([String], MockTiming, staysOpen: Bool)
    case json(String)
    case error(MockReply.Failure, parameter: String?)
}
