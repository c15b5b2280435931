import Journal
import NIOCore
import Translation

/// What goes to the client, and when.
extension ExchangeMachine {
    /// Everything that came together has been received: what it gave goes out in one piece.
    mutating func endTurn() {
        if !hasOpened, let opening = opening() {
            hasOpened = true
            if case .stream = opening { isStreamOpen = true }
            actions.append(.open(opening))
        }
        if isStreamOpen {
            recordOutput()
            if let bytes = ready.take() {
                lastWritten = now
                actions.append(.write(bytes))
            }
            if hasEnded, !hasFinished {
                hasFinished = true
                actions.append(.finish)
            }
        }
        setAlarm()
    }

    /// How the answer begins, once that is known.
    private mutating func opening() -> ExchangeOpening? {
        if let failure { return .error(failure, headers: answerHeaders) }
        if wantsStream {
            if !output.isEmpty || ready != nil { return .stream(headers: answerHeaders) }
            // Cancelled before anything was written.
            return hasEnded ? .error(.clientGone, headers: answerHeaders) : nil
        }
        guard let outcome else { return nil }
        if outcome == .cancelled { return .error(.clientGone, headers: answerHeaders) }
        switch assembler.result {
        case .success(let message): return .whole(wholeAnswer ?? message.json, headers: answerHeaders)
        case .failure: return .error(.broken(.incomplete), headers: answerHeaders)
        }
    }

    /// Brings what the client gets to the record. Also at the end, before the client has it: a reader of the last event
    /// may look at the stages at once.
    mutating func recordOutput() {
        guard wantsStream, !output.isEmpty else { return }
        if !hasRecordedHead { record(.clientHead(answerHeaders)) }
        hasRecordedHead = true
        var bytes = ByteBuffer(bytes: output)
        let isSecret = output.withUnsafeBytes(keyMask.hides)
        record(.clientBytes(isSecret ? ByteBuffer(bytes: keyMask.masked(output)) : bytes))
        output.removeAll(keepingCapacity: true)
        if ready == nil { ready = bytes } else { ready?.writeBuffer(&bytes) }
    }

    /// The same for an answer that goes out at once: a whole message, or an error in its place.
    mutating func recordWholeAnswer(_ outcome: Exchange.Outcome) {
        switch outcome {
        case .finished, .failed, .refused: break
        case .running, .cancelled, .counted: return
        }
        let body: [UInt8]
        if let failure {
            body = APIError(failure).envelope(for: id)
        } else if wantsStream {
            return
        } else {
            switch assembler.result {
            case .success(let message):
                body = message.json
                wholeAnswer = body
            case .failure(let error):
                body = error.envelope(for: id)
            }
        }
        record(.wholeAnswer(body, headers: answerHeaders))
    }
}
