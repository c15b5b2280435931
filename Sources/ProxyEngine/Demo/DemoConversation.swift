import DequeModule
import NIOCore

/// Plays ``DemoScript`` as a client of the real edge: over HTTP, streamed, tools and all.
package struct DemoConversation: Sendable {
    private let client: UpstreamClient
    private let edge: UpstreamSettings
    private let origin: UpstreamSettings
    private let pause: @Sendable () async -> Void

    /// `address` is where the edge listens; `pause` is called between two steps.
    package init(client: UpstreamClient, address: String, key: Secret, pause: @escaping @Sendable () async -> Void) {
        self.client = client
        edge = UpstreamSettings(name: "edge", baseURL: "\(address)/v1", apiKey: key)
        origin = UpstreamSettings(name: "edge", baseURL: address, apiKey: key)
        self.pause = pause
    }

    package func play() async {
        var transcript = DemoTranscript()
        for step in DemoScript.steps {
            if Task.isCancelled { return }
            switch step {
            case .newConversation:
                transcript = DemoTranscript()
                continue
            case .message(let model, let text):
                transcript.model = model
                transcript.say(text)
                await ask(&transcript)
            case .toolResults(let results):
                transcript.answerCalls(results)
                await ask(&transcript)
            case .countTokens:
                _ = await post(edge, "/messages/count_tokens", transcript.countingRequest)
            case .telemetry(let names):
                _ = await post(origin, "/api/event_logging/batch", Self.telemetry(names))
            }
            await pause()
        }
    }

    private func ask(_ transcript: inout DemoTranscript) async {
        let answer = await post(edge, "/messages?beta=true", transcript.request)
        var decoder = ServerSentEventDecoder()
        var events: [ServerSentEvent] = []
        try? decoder.feed(answer, into: &events)
        transcript.take(events)
    }

    /// The whole answer, as bytes; empty where there was none.
    private func post(_ settings: UpstreamSettings, _ path: String, _ body: [UInt8]) async -> [UInt8] {
        let inbox = UpstreamInbox()
        let request = UpstreamRequest(upstream: settings, path: path, body: ByteBuffer(bytes: body))
        let call = client.send(request, inbox, inbox.beginAttempt())
        var answer: [UInt8] = []
        while true {
            for signal in await inbox.next() {
                switch signal {
                case .body(let buffer):
                    answer.append(contentsOf: buffer.readableBytesView)
                case .end, .failed:
                    return answer
                case .cancelled:
                    call.cancel()
                    return answer
                case .head, .tick:
                    continue
                }
            }
        }
    }

    private static func telemetry(_ names: [String]) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.array("events") { json in
                for name in names {
                    json.object { json in
                        json.member("event_type", literal: "ClaudeCodeInternalEvent")
                        json.object("event_data") { json in
                            json.member("event_name", name)
                            json.member("session_id", DemoTranscript.session)
                        }
                    }
                }
            }
        }
        return json.bytes
    }
}
