import Journal
import NIOCore
import Translation

/// What goes to the client, and when.
extension ExchangeMachine {
    /// Writes events for the client: into its stream, or into the message it gets at the end. From here on there is no
    /// other attempt, which would write them twice.
    mutating func write(_ events: [MessageStreamEvent]) {
        if delivery == .heldBack {
            delivery = .begun
            if wantsStream { record(.clientHead(answerHeaders)) }
        }
        for event in events {
            let event = keyMask.masked(event)
            if wantsStream { event.appendServerSentEvent(to: &output) } else { assembler.receive(event) }
        }
    }

    /// Everything that came together has been received: what it gave goes out in one piece.
    mutating func endTurn() {
        switch delivery {
        case .heldBack, .begun: open()
        case .streaming, .done: break
        }
        if delivery == .streaming { writeStream() }
        setAlarm()
    }

    private mutating func open() {
        if case .ended(let opening?) = state {
            delivery = .done
            actions.append(.open(opening))
        } else if wantsStream, delivery == .begun {
            delivery = .streaming
            actions.append(.open(.stream(headers: answerHeaders)))
        }
    }

    private mutating func writeStream() {
        recordOutput()
        if let bytes = ready.take() {
            lastWritten = now
            actions.append(.write(bytes))
        }
        if hasEnded {
            delivery = .done
            actions.append(.finish)
        }
    }

    /// Brings what the client gets to the record. Also at the end, before the client has it: a reader of the last event
    /// may look at the stages at once.
    mutating func recordOutput() {
        guard !output.isEmpty else { return }
        var bytes = ByteBuffer(bytes: output)
        let isSecret = output.withUnsafeBytes(keyMask.hides)
        record(.clientBytes(isSecret ? ByteBuffer(bytes: keyMask.masked(output)) : bytes))
        output.removeAll(keepingCapacity: true)
        if ready == nil { ready = bytes } else { ready?.writeBuffer(&bytes) }
    }

    /// What the client gets in one piece; nil where its stream has begun.
    func wholeAnswer(_ outcome: Exchange.Outcome) -> ExchangeOpening? {
        if wantsStream, delivery != .heldBack { return nil }
        switch outcome {
        case .failed(let failure), .refused(let failure): return .error(failure, headers: answerHeaders)
        case .cancelled: return .error(.clientGone, headers: answerHeaders)
        case .finished, .counted, .running:
            guard case .success(let message) = assembler.result else {
                return .error(.broken(.incomplete), headers: answerHeaders)
            }
            return .whole(message.json, headers: answerHeaders)
        }
    }

    mutating func recordWholeAnswer(_ opening: ExchangeOpening) {
        switch opening {
        case .error(let failure, let headers):
            record(.wholeAnswer(APIError(failure).envelope(for: id), headers: headers))
        case .whole(let body, let headers), .wholeStream(let body, let headers):
            record(.wholeAnswer(body, headers: headers))
        case .stream: break
        }
    }
}
