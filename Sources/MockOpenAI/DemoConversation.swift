import NIOCore
package import ProxyConfiguration
package import ProxyEngine
import Translation

/// Plays ``DemoScript`` as a client of the real edge: over HTTP, streamed, with tools.
package struct DemoConversation: Sendable {
    private let client: UpstreamClient
    private let edge: UpstreamSettings
    private let origin: UpstreamSettings
    private let pause: @Sendable () async -> Void
    private let lastAnswerStaysOpen: Bool
    private let onEnd: @Sendable () -> Void

    /// `address` is the address of the edge. `pause` is called between two steps, `onEnd` when the story has ended; its
    /// last answer may still stream.
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
        var hasEnded = false
        for step in DemoScript.steps {
            if Task.isCancelled { return }
            switch step {
            case .say(let thread, let text, let hearing):
                var transcript = thread.isAside ? nil : transcripts[thread]
                transcript = transcript ?? DemoTranscript(thread)
                transcript?.say(text)
                transcripts[thread] = await answered(transcript, hearing, &hasEnded)
            case .toolResults(let thread, let results):
                transcripts[thread]?.answerCalls(results)
                transcripts[thread] = await answered(transcripts[thread], .toTheEnd, &hasEnded)
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
        if !hasEnded { onEnd() }
    }

    /// The transcript with its answer, if that was complete.
    private func answered(
        _ transcript: DemoTranscript?,
        _ hearing: DemoStep.Hearing,
        _ hasEnded: inout Bool
    ) async -> DemoTranscript? {
        guard var transcript else { return nil }
        let path = "/messages?beta=true"
        switch hearing {
        case .toTheEnd:
            transcript.take(await post(edge, path, transcript.request).events)
        case .until(let words):
            _ = await post(edge, path, transcript.request) { !$0.text.contains(words) }
        case .lastWords(let words):
            // An answer that ends by itself is read to its end.
            _ = await post(edge, path, transcript.request) { answer in
                if lastAnswerStaysOpen, !hasEnded, answer.text.hasSuffix(words) {
                    hasEnded = true
                    onEnd()
                }
                return true
            }
        }
        return transcript
    }

    /// The whole answer, or as much of it as `goesOn` accepts; empty if there was none.
    private func post(
        _ settings: UpstreamSettings,
        _ path: String,
        _ body: [UInt8],
        while goesOn: (DemoAnswer) -> Bool = { _ in true }
    ) async -> DemoAnswer {
        let inbox = UpstreamInbox()
        let request = UpstreamRequest(upstream: settings, path: path, body: ByteBuffer(bytes: body))
        let call = client.send(request, inbox, 1)
        defer { call.cancel() }
        var answer = DemoAnswer()
        while let signal = await inbox.next() {
            switch signal {
            case .head: continue
            case .body(let buffer):
                answer.take(buffer)
                guard goesOn(answer) else { return answer }
            case .end, .failed: return answer
            }
        }
        return answer
    }
}

/// The part of an answer's stream that has arrived.
private struct DemoAnswer {
    private(set) var events: [ServerSentEvent] = []
    /// Its text, without its thinking.
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
