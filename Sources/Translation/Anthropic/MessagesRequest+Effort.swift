extension MessagesRequest {
    /// The effort in force at the end of the conversation: `output_config.effort`, or that of a later message of the role
    /// `system`.
    ///
    /// Such a message stays in the conversation, so that changing the effort keeps the cached prefix. Right after a turn
    /// with a user's text it applies to the answer to that turn; anywhere else it applies from the next such turn on. A
    /// turn of tool results alone does not count (platform.claude.com, "Per-message effort").
    public var effort: JSONValue? { efforts.inForce }

    /// Efforts of the client that are not in force: replaced by a later one, or waiting for their turn.
    public var effortsNotInForce: (replaced: [JSONValue], pending: [JSONValue]) {
        let efforts = efforts
        return (efforts.replaced, efforts.pending.map { [$0] } ?? [])
    }

    private struct Efforts {
        var inForce: JSONValue?
        var pending: JSONValue?
        var replaced: [JSONValue] = []

        mutating func take(_ effort: JSONValue) {
            if let inForce { replaced.append(inForce) }
            inForce = effort
        }
    }

    private var efforts: Efforts {
        var efforts = Efforts(inForce: output.effort)
        guard messages.contains(where: { $0.effort != nil }) else { return efforts }
        var followsInput = false
        for message in messages {
            switch message.role {
            case .assistant:
                followsInput = false
            case .user:
                followsInput = followsInput || message.hasOwnContent
                guard message.hasOwnContent, let effort = efforts.pending.take() else { continue }
                efforts.take(effort)
            case .system:
                guard let effort = message.effort else { continue }
                if let forgotten = efforts.pending.take() { efforts.replaced.append(forgotten) }
                if followsInput { efforts.take(effort) } else { efforts.pending = effort }
            }
        }
        return efforts
    }
}

extension InputMessage {
    fileprivate var hasOwnContent: Bool {
        content.contains { block in
            if case .toolResult = block.kind { false } else { true }
        }
    }
}
