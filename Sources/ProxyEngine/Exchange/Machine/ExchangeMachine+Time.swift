import Journal
import ProxyConfiguration
import Translation

/// What happens because nothing has happened.
extension ExchangeMachine {
    mutating func lookAtClock() {
        alarm = nil
        lookAtUpstream()
        guard !hasEnded else { return }
        switch client {
        case .reading: breakSilence()
        case .blocked(let since):
            guard now - since >= timeouts.idle else { return }
            client = .hungUp
            actions.append(.hangUp)
        case .hungUp: break
        }
    }

    private mutating func lookAtUpstream() {
        switch state {
        case .backingOff(let until):
            if now >= until { prepare() }
        case .sent(let began):
            if now - began >= timeouts.firstByte { fail(.transport(.firstByteTimeout(timeouts.firstByte))) }
        case .refusing, .streaming, .whole:
            guard case .reading = client, now - lastRead >= timeouts.idle else { return }
            lose(.idleTimeout(timeouts.idle))
        case .preparing, .queued, .learning, .ended:
            break
        }
    }

    private var timeouts: UpstreamTimeouts { plan.upstream.settings.timeouts }

    /// Keeps a client from giving up on a silent upstream.
    private mutating func breakSilence() {
        guard wantsStream, output.isEmpty, ready == nil else { return }
        switch delivery {
        case .heldBack, .begun:
            guard now - arrived >= server.commitAfter else { return }
            // An answer that failed has ended, and opens no message.
            if answer.hasEnded { answer = plan.dialect.makeStreamMachine(context) }
            var first: [MessageStreamEvent] = []
            answer.open(into: &first)
            write(first)
        case .streaming:
            if now - lastWritten >= server.heartbeat { write([.ping]) }
        case .done:
            break
        }
    }

    /// The client reads again. While it did not, the upstream was not read either, so its silence counts from here.
    mutating func unblock() {
        guard case .blocked = client else { return }
        client = .reading
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
        guard !hasEnded else { return nil }
        switch client {
        case .hungUp: return nil
        case .blocked(let since):
            let stall = since + timeouts.idle
            return upstreamDeadline.map { min($0, stall) } ?? stall
        case .reading:
            guard wantsStream else { return upstreamDeadline }
            let silence =
                if delivery == .streaming { lastWritten + server.heartbeat } else { arrived + server.commitAfter }
            return upstreamDeadline.map { min($0, silence) } ?? silence
        }
    }

    private var upstreamDeadline: Instant? {
        switch state {
        case .backingOff(let until): return until
        case .sent(let began): return began + timeouts.firstByte
        case .refusing, .streaming, .whole:
            guard case .reading = client else { return nil }
            return lastRead + timeouts.idle
        case .preparing, .queued, .learning, .ended: return nil
        }
    }
}
