/// Reads and writes the facts of a ``BrokenAnswer`` among the members of a failure; `reason` is its label.
extension BrokenAnswer {
    package func encode(into container: inout KeyedEncodingContainer<FailureKey>) throws {
        try container.encode(label, forKey: .reason)
        switch self {
        case .notJSON(let error): try error.encode(into: &container)
        case .unfinished(let status): try container.encode(status, forKey: .text)
        case .brokenArguments(let tool): try container.encode(tool, forKey: .tool)
        case .eventTooLarge(let limit): try container.encode(limit, forKey: .limitBytes)
        case .closedEarly, .unreadableEvent, .nameless, .brokenOff, .tooMuchBuffered, .incomplete, .noCount: break
        }
    }

    package init(from container: KeyedDecodingContainer<FailureKey>) throws {
        let reason = try container.decode(String.self, forKey: .reason)
        switch reason {
        case "closed_early": self = .closedEarly
        case "unreadable_event": self = .unreadableEvent
        case "not_json": self = .notJSON(try JSONSyntaxError(from: container))
        case "unspecified_error": self = .nameless
        case "broken_off": self = .brokenOff
        case "unfinished": self = .unfinished(status: try container.decode(String.self, forKey: .text))
        case "too_much_buffered": self = .tooMuchBuffered
        case "broken_arguments": self = .brokenArguments(tool: try container.decode(String.self, forKey: .tool))
        case "event_too_large": self = .eventTooLarge(limit: try container.decode(Int.self, forKey: .limitBytes))
        case "incomplete": self = .incomplete
        case "no_count": self = .noCount
        default: throw UnknownFailure("broken.\(reason)")
        }
    }
}

/// `detail` is the error in the text, `offset` its byte.
extension JSONSyntaxError {
    package func encode(into container: inout KeyedEncodingContainer<FailureKey>) throws {
        try container.encode(reason.rawValue, forKey: .detail)
        try container.encode(offset, forKey: .offset)
    }

    package init(from container: KeyedDecodingContainer<FailureKey>) throws {
        let name = try container.decode(String.self, forKey: .detail)
        guard let reason = Reason(rawValue: name) else { throw UnknownFailure("not_json.\(name)") }
        self.init(reason: reason, offset: try container.decode(Int.self, forKey: .offset))
    }
}
