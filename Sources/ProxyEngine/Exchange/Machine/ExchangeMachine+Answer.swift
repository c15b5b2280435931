import Foundation
import Journal
import NIOCore
import ProxyConfiguration
import Translation

/// The upstream's answer: head, pieces, end.
extension ExchangeMachine {
    mutating func begin(_ head: UpstreamHead, at date: Date) {
        guard case .sent = state else { return }
        let head = keyMask.masked(head)
        lastRead = now
        record(.head(head))
        answerHeaders = plan.dialect.limitHeaders(from: head.headers, now: date)
        guard head.isSuccess else {
            state = .refusing(head, at: date, body: [])
            return
        }
        record(.answering)
        let isJSON = head.header("content-type")?.lowercased().hasPrefix("application/json") ?? false
        state = isJSON ? .whole(body: []) : .streaming(ServerSentEventDecoder())
    }

    mutating func read(_ buffer: ByteBuffer) {
        lastRead = now
        // The payload is moved out of the enum and back, or every piece would copy what came before it.
        switch state {
        case .streaming(var decoder):
            capture(buffer)
            state = .sent(at: now)
            buffer.withUnsafeReadableBytes { read($0, &decoder) }
            guard case .sent = state else { return }
            state = .streaming(decoder)
            progress()
        case .refusing(let head, let date, var body):
            state = .sent(at: now)
            body.append(contentsOf: buffer.readableBytesView.prefix(Self.errorBodyLimit - body.count))
            state = .refusing(head, at: date, body: body)
        case .whole(var body):
            state = .sent(at: now)
            body.append(contentsOf: buffer.readableBytesView)
            let isTooLarge = body.count > server.maxAnswer.bytes
            state = .whole(body: body)
            if isTooLarge { fail(.transport(.answerTooLarge(limit: server.maxAnswer.bytes))) }
        case .preparing, .queued, .sent, .learning, .backingOff, .ended:
            break
        }
    }

    /// Takes the events of a piece one by one, so that the memory of each serves the next.
    private mutating func read(_ bytes: UnsafeRawBufferPointer, _ decoder: inout ServerSentEventDecoder) {
        var position = 0
        do throws(ServerSentEventDecoder.TooLong) {
            while case .sent = state, let event = try decoder.next(in: bytes, from: &position) {
                answer.receive(event, into: &events)
                flush()
            }
        } catch {
            answer.fail(.broken(.eventTooLarge(limit: error.limit)), into: &events)
            flush()
        }
    }

    mutating func endOfAnswer() {
        switch state {
        case .refusing(let head, let date, let body):
            refused(head, at: date, body)
        case .whole(let body):
            record(.upstreamBytes(ByteBuffer(bytes: keyMask.masked(body))))
            do throws(JSONSyntaxError) {
                answer.receive(whole: try JSONDocument(body), into: &events)
                if !answer.hasEnded { answer.finish(into: &events) }
            } catch {
                answer.fail(.broken(.notJSON(error)), into: &events)
            }
            flush()
        case .streaming:
            answer.finish(into: &events)
            flush()
        case .sent:
            fail(.transport(.connectionLost(.closedBeforeAnswer)))
        case .preparing, .queued, .learning, .backingOff, .ended:
            break
        }
    }

    /// No answer, or its end is missing. The status of an error says enough: it counts with as much of the body as came.
    mutating func lose(_ error: UpstreamError) {
        switch state {
        case .refusing(let head, let date, let body): refused(head, at: date, body)
        case .sent, .streaming, .whole: fail(.transport(error))
        case .preparing, .queued, .learning, .backingOff, .ended: break
        }
    }

    /// Turns the answer's events into bytes for the client, and ends the exchange where the answer has ended.
    private mutating func flush() {
        guard !events.isEmpty || answer.hasEnded else { return }
        defer { events.removeAll(keepingCapacity: true) }
        // An error with nothing before it can still have its own status, or another attempt.
        if delivery == .heldBack, case .error? = events.first, let failure = answer.summary.failure {
            return fail(failure)
        }
        guard hasRoom(for: events) else {
            // Of an answer in one piece the client has seen nothing yet.
            delivery = .heldBack
            return fail(.transport(.answerTooLarge(limit: server.maxAnswer.bytes)))
        }
        if !events.isEmpty {
            if !hasFirstToken {
                hasFirstToken = true
                record(.firstToken)
            }
            write(events)
        }
        if answer.hasEnded { conclude() }
    }

    /// Whether the message that is being put together stays below the limit.
    private mutating func hasRoom(for events: [MessageStreamEvent]) -> Bool {
        guard !wantsStream else { return true }
        for event in events { foldedBytes += event.keptBytes }
        return foldedBytes <= server.maxAnswer.bytes
    }

    /// Progress is recorded at most this often.
    private static let progressInterval: Duration = .milliseconds(100)

    private mutating func progress() {
        guard now - lastProgress >= Self.progressInterval else { return }
        lastProgress = now
        record(.progressed(answer.summary))
    }

    // MARK: What the record keeps of it

    private mutating func capture(_ buffer: ByteBuffer) {
        let tail = buffer.withUnsafeReadableBytes(keyMask.possibleBeginning)
        if possibleKey.isEmpty, tail == 0, !buffer.withUnsafeReadableBytes(keyMask.hides) {
            return record(.upstreamBytes(buffer))
        }
        let bytes = keyMask.masked(possibleKey + buffer.readableBytesView)
        let held = bytes.withUnsafeBytes(keyMask.possibleBeginning)
        record(.upstreamBytes(ByteBuffer(bytes: bytes.dropLast(held))))
        possibleKey = Array(bytes.suffix(held))
    }

    /// No more of the answer comes: what was held back is no key.
    mutating func endCapture() {
        guard !possibleKey.isEmpty else { return }
        record(.upstreamBytes(ByteBuffer(bytes: keyMask.maskedBeginning(possibleKey))))
        possibleKey.removeAll()
    }
}
