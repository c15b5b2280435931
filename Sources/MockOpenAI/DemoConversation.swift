import DequeModule
import NIOCore
package import ProxyConfiguration
package import ProxyEngine
import Translation

/// Plays ``DemoScript`` as a client of the real edge: over HTTP, streamed, tools and all.
package struct DemoConversation: Sendable {
    private let client: UpstreamClient
    private let edge: UpstreamSettings
    private let origin: UpstreamSettings
    private let pause: @Sendable () async -> Void
    private let lastAnswerStaysOpen: Bool
    private let onEnd: @Sendable () -> Void

    /// `address` is where the edge listens; `pause` is called between two steps, and `onEnd` when the story is told,
    /// be it that its last answer goes on.
    package init(
        client: UpstreamClient,
        address: String,
        key: Secret,
        pause: @escaping @Sendable () async -> Void,
        lastAnswerStaysOpen: Bool = false,
        onEnd: @escaping @Sendable () -> Void = {}
    ) {
        self.client = client
        let headers = [UpstreamHeader(name: "user-agent", value: Secret("claude-cli/2.1.195 (demo)"))]
        edge = UpstreamSettings(name: "edge", baseURL: "\(address)/v1", apiKey: key, headers: headers)
        origin = UpstreamSettings(name: "edge", baseURL: address, apiKey: key, headers: headers)
        self.pause = pause
        self.lastAnswerStaysOpen = lastAnswerStaysOpen
        self.onEnd = onEnd
    }

    package func play() async {
        var transcripts: [DemoThread: DemoTranscript] = [:]
        var isTold = false
        for step in DemoScript.steps {
            if Task.isCancelled { return }
            switch step {
            case .say(let thread, let text, let hearing):
                var transcript = thread.isAside ? nil : transcripts[thread]
                transcript = transcript ?? DemoTranscript(thread)
                transcript?.say(text)
                transcripts[thread] = await answered(transcript, hearing, &isTold)
            case .toolResults(let thread, let results):
                transcripts[thread]?.answerCalls(results)
                transcripts[thread] = await answered(transcripts[thread], .toTheEnd, &isTold)
            case .countTokens(let thread):
                guard let transcript = transcripts[thread] else { continue }
                _ = await post(edge, "/messages/count_tokens", transcript.countingRequest)
            case .connect(let thread, let tool):
                transcripts[thread]?.connected = tool
                continue
            case .telemetry(let telemetry):
                _ = await post(origin, telemetry.path, telemetry.body(session: DemoThread.shop.session))
            }
            await pause()
        }
        if !isTold { onEnd() }
    }

    /// The transcript with the answer to it, if there was a whole one.
    private func answered(
        _ transcript: DemoTranscript?,
        _ hearing: DemoStep.Hearing,
        _ isTold: inout Bool
    ) async -> DemoTranscript? {
        guard var transcript else { return nil }
        let path = "/messages?beta=true"
        switch hearing {
        case .toTheEnd:
            transcript.take(await post(edge, path, transcript.request).events)
        case .until(let words):
            _ = await post(edge, path, transcript.request) { !$0.text.contains(words) }
        case .lastWords(let words):
            // One that ends by itself is heard out.
            _ = await post(edge, path, transcript.request) { answer in
                if lastAnswerStaysOpen, !isTold, answer.text.hasSuffix(words) {
                    isTold = true
                    onEnd()
                }
                return true
            }
        }
        return transcript
    }

    /// The whole answer, or as much of it as `goesOn` wants to hear; empty where there was none.
    private func post(
        _ settings: UpstreamSettings,
        _ path: String,
        _ body: [UInt8],
        while goesOn: (DemoAnswer) -> Bool = { _ in true }
    ) async -> DemoAnswer {
        let inbox = UpstreamInbox()
        let request = UpstreamRequest(upstream: settings, path: path, body: ByteBuffer(bytes: body))
        let call = client.send(request, inbox, inbox.beginAttempt())
        var answer = DemoAnswer()
        while true {
            for signal in await inbox.next() {
                switch signal {
                case .body(let buffer):
                    answer.take(buffer)
                    guard goesOn(answer) else {
                        call.cancel()
                        return answer
                    }
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
}

/// As much of an answer's stream as has arrived.
private struct DemoAnswer {
    private(set) var events: [ServerSentEvent] = []
    /// What it says, without what it thinks.
    private(set) var text = ""
    private var decoder = ServerSentEventDecoder()

    mutating func take(_ buffer: ByteBuffer) {
        let known = events.count
        try? decoder.feed(Array(buffer.readableBytesView), into: &events)
        for event in events[known...] {
            guard let root = try? JSONDocument(event.data).root else { continue }
            text += root["delta"]?["text"]?.string ?? ""
        }
    }
}
