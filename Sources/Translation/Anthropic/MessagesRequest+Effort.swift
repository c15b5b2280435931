extension MessagesRequest {
    /// The effort that is in force where the conversation ends: `output_config.effort`, or what a message of the role
    /// `system` has said since.
    ///
    /// Such a message stays in the conversation, so that changing the effort leaves the cached prefix as it is. Right
    /// after a turn in which the user says something it counts for the answer to that turn, anywhere else from the next
    /// such turn on; results of tools alone are none (platform.claude.com, "Per-message effort").
    public var effort: JSONValue? { efforts.inForce }

    /// Efforts the client has sent that are not in force: those a later one has replaced, and those whose turn is to come.
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
