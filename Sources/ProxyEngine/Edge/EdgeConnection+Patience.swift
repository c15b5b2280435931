import Journal
import NIOCore
import ProxyConfiguration
import Translation

/// What a client is waited for.
enum ClientWait: Sendable {
    /// The first byte of a new connection.
    case first
    /// The rest of a request's head.
    case head
    /// The next piece of a request's body.
    case body
    /// The next request.
    case next
    /// Room for more of the answer: the client has not read what was sent.
    case taking
}

/// How long a client is waited for.
extension EdgeConnection {
    /// Begins to wait. A wait that goes on keeps its beginning, but for a body's, which counts from its last piece.
    func wait(for wait: ClientWait?) {
        guard let wait else { return awaited = nil }
        if awaited?.wait == wait, wait != .body { return }
        let now = shared.exchanges.clock.now()
        awaited = (wait, now, wait == .taking ? untakenBytes : 0)
        patience.set(now + limit(of: wait))
    }

    /// `hasBegun` says that a part of the next request has come.
    func setWait(hasBegun: Bool = false) {
        guard !isClosing else { return }
        if let current {
            // What is being answered is not waited for here.
            wait(for: current.isRead ? nil : .body)
        } else if !waiting.isEmpty || !(context?.channel.isWritable ?? true) {
            wait(for: .taking)
        } else if hasBegun {
            wait(for: .head)
        } else if awaited?.wait != .first, awaited?.wait != .head {
            wait(for: .next)
        }
    }

    /// Time has passed.
    func lookAtClock() {
        guard let awaited else { return }
        let deadline = awaited.since + limit(of: awaited.wait)
        guard shared.exchanges.clock.now() >= deadline else { return patience.set(deadline) }
        self.awaited = nil
        switch awaited.wait {
        case .first, .next: close(lingering: false)
        // A slow client takes something each time.
        case .taking: if untakenBytes < awaited.untaken { wait(for: .taking) } else { hangUp() }
        case .head, .body:
            refuseSlow()
            close()
        }
    }

    /// What was written and has not gone into the socket.
    private var untakenBytes: Int {
        (try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    private func limit(of wait: ClientWait) -> Duration {
        let server = shared.exchanges.server
        return switch wait {
        case .first, .head: server.headerTimeout
        case .body, .taking: server.bodyTimeout
        case .next: server.idleTimeout
        }
    }
}
