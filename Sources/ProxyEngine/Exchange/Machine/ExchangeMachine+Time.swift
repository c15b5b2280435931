import Journal
import ProxyConfiguration
import Translation

/// What happens because nothing has happened.
extension ExchangeMachine {
    mutating func lookAtClock() {
        alarm = nil
        let timeouts = plan.upstream.settings.timeouts
        switch state {
        case .backingOff(let until):
            if now >= until { prepare() }
        case .sent:
            if now - attemptBegan >= timeouts.firstByte {
                fail(.transport(.firstByteTimeout(timeouts.firstByte)))
            }
        case .refusing, .streaming, .whole:
            if blockedSince == nil, now - lastRead >= timeouts.idle { fail(.transport(.idleTimeout(timeouts.idle))) }
        case .preparing, .queued, .learning, .ended:
            break
        }
        guard let blockedSince else { return breakSilence() }
        if !hasEnded, !hasHungUp, now - blockedSince >= timeouts.idle {
            hasHungUp = true
            actions.append(.hangUp)
        }
    }

    /// Keeps a client from giving up on a silent upstream.
    private mutating func breakSilence() {
        guard wantsStream, !hasEnded, output.isEmpty, ready == nil else { return }
        if isStreamOpen {
            if now - lastWritten >= server.heartbeat { MessageStreamEvent.ping.appendServerSentEvent(to: &output) }
        } else if now - arrived >= server.commitAfter {
            hasSpoken = true
            // An answer that failed has ended, and opens no message.
            if answer.hasEnded { answer = plan.dialect.makeStreamMachine(context) }
            var first: [MessageStreamEvent] = []
            answer.open(into: &first)
            for event in first { event.appendServerSentEvent(to: &output) }
        }
    }

    /// The client reads again. While it did not, the upstream was not read either, so its silence counts from here.
    mutating func unblock() {
        guard blockedSince != nil else { return }
        blockedSince = nil
        lastRead = now
    }

    /// Asks to be woken at the next deadline. An alarm that is set for earlier is left as it is: it looks at the clock
    /// and sets the next, so that no deadline that moves with every piece of an answer moves a timer.
    mutating func setAlarm() {
        guard let deadline = nextDeadline else { return }
        if let alarm, alarm <= deadline { return }
        alarm = deadline
        actions.append(.setAlarm(deadline))
    }

    private var nextDeadline: Instant? {
        let timeouts = plan.upstream.settings.timeouts
        let upstream: Instant? =
            switch state {
            case .ended: nil
            case .backingOff(let until): until
            case .sent: attemptBegan + timeouts.firstByte
            case .refusing, .streaming, .whole: blockedSince == nil ? lastRead + timeouts.idle : nil
            case .preparing, .queued, .learning: nil
            }
        guard !hasEnded, !hasHungUp else { return nil }
        if let blockedSince { return [upstream, blockedSince + timeouts.idle].compactMap(\.self).min() }
        guard wantsStream else { return upstream }
        let silence = isStreamOpen ? lastWritten + server.heartbeat : arrived + server.commitAfter
        return upstream.map { min($0, silence) } ?? silence
    }
}
