import Translation

/// One object an event: `version`, `event`, and the event's members (docs/events.md).
extension ProxyEvent: Codable {
    package var name: Name {
        switch self {
        case .request: .request
        case .translation(.mappingHit): .mappingHit
        case .translation(.notes): .notes
        case .translation(.parameterRefused): .parameterRefused
        case .telemetry: .telemetry
        case .log: .log
        case .unrouted: .unrouted
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.formVersion, forKey: .version)
        try container.encode(name.rawValue, forKey: .event)
        switch self {
        case .request(let event):
            try container.encode(event.phase.rawValue, forKey: .phase)
            try container.encode(event.exchange, forKey: .exchange)
        case .translation(let event): try event.encode(into: &container)
        case .telemetry(let event): try event.encode(into: &container)
        case .log(let event): try event.encode(into: &container)
        case .unrouted(let id, let method, let path, let status):
            try container.encode(id, forKey: .request)
            try container.encode(method, forKey: .method)
            try container.encode(path, forKey: .path)
            // Earlier versions wrote none.
            if status != 404 { try container.encode(status, forKey: .status) }
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let name = try container.decode(String.self, forKey: .event)
        switch Name(rawValue: name) {
        case .request?:
            self = .request(
                RequestEvent(
                    try container.decode(RequestEvent.Phase.self, forKey: .phase),
                    try container.decode(Exchange.self, forKey: .exchange)
                )
            )
        case .mappingHit?, .notes?, .parameterRefused?: self = .translation(try TranslationEvent(from: container))
        case .telemetry?: self = .telemetry(try TelemetryEvent(from: container))
        case .log?: self = .log(try LogEvent(from: container))
        case .unrouted?:
            self = .unrouted(
                try container.decode(ExchangeID.self, forKey: .request),
                method: try container.decode(String.self, forKey: .method),
                path: try container.decode(String.self, forKey: .path),
                status: try container.decodeIfPresent(Int.self, forKey: .status) ?? 404
            )
        case nil: throw UnknownEvent(name: name)
        }
    }
}

/// An event that only a newer version knows. Readers skip it.
package struct UnknownEvent: Error {
    package var name: String
}

extension RequestEvent.Phase: Codable {}
extension LogEvent.Level: Codable {}

extension TranslationEvent {
    fileprivate func encode(into container: inout KeyedEncodingContainer<ProxyEvent.Key>) throws {
        switch self {
        case .mappingHit(let id, let asked, let sent, let rule):
            try container.encode(id, forKey: .exchange)
            try container.encode(asked, forKey: .asked)
            try container.encode(sent, forKey: .sent)
            try container.encodeIfPresent(rule, forKey: .rule)
        case .notes(let id, let notes):
            try container.encode(id, forKey: .exchange)
            try container.encode(notes, forKey: .notes)
        case .parameterRefused(let id, let model, let parameter):
            try container.encode(id, forKey: .exchange)
            try container.encode(model, forKey: .model)
            try container.encode(parameter, forKey: .parameter)
        }
    }

    fileprivate init(from container: KeyedDecodingContainer<ProxyEvent.Key>) throws {
        let id = try container.decode(ExchangeID.self, forKey: .exchange)
        if container.contains(.asked) {
            self = .mappingHit(
                id,
                asked: try container.decode(String.self, forKey: .asked),
                sent: try container.decode(String.self, forKey: .sent),
                rule: try container.decodeIfPresent(String.self, forKey: .rule)
            )
        } else if container.contains(.notes) {
            self = .notes(id, try container.decode([TranslationNote].self, forKey: .notes))
        } else {
            self = .parameterRefused(
                id,
                model: try container.decode(String.self, forKey: .model),
                parameter: try container.decode(String.self, forKey: .parameter)
            )
        }
    }
}

extension TelemetryEvent {
    fileprivate func encode(into container: inout KeyedEncodingContainer<ProxyEvent.Key>) throws {
        try container.encode(source, forKey: .source)
        try container.encodeIfPresent(session, forKey: .session)
        try container.encode(recordCount, forKey: .records)
        try container.encode(skippedCount, forKey: .skipped)
        try container.encode(byteCount, forKey: .bytes)
        try container.encode(names.map { NameCount(name: $0.name, count: $0.count) }, forKey: .names)
        try container.encode(date: receivedAt, forKey: .receivedAt)
    }

    fileprivate init(from container: KeyedDecodingContainer<ProxyEvent.Key>) throws {
        self.init(
            source: try container.decode(String.self, forKey: .source),
            session: try container.decodeIfPresent(String.self, forKey: .session),
            recordCount: try container.decode(Int.self, forKey: .records),
            skippedCount: try container.decode(Int.self, forKey: .skipped),
            byteCount: try container.decode(Int.self, forKey: .bytes),
            names: try container.decode([NameCount].self, forKey: .names).map { ($0.name, $0.count) },
            receivedAt: try container.decodeDate(forKey: .receivedAt)
        )
    }

    private struct NameCount: Codable {
        var name: String
        var count: Int
    }
}

extension LogEvent {
    fileprivate func encode(into container: inout KeyedEncodingContainer<ProxyEvent.Key>) throws {
        try container.encodeIfPresent(exchange, forKey: .exchange)
        try container.encode(date: at, forKey: .at)
        try container.encode(level.rawValue, forKey: .level)
        try container.encode(message, forKey: .message)
        try container.encode(details, forKey: .details)
    }

    fileprivate init(from container: KeyedDecodingContainer<ProxyEvent.Key>) throws {
        self.init(
            try container.decode(Level.self, forKey: .level),
            try container.decode(String.self, forKey: .message),
            details: try container.decode([Detail].self, forKey: .details),
            exchange: try container.decodeIfPresent(ExchangeID.self, forKey: .exchange),
            at: try container.decodeDate(forKey: .at)
        )
    }
}

extension LogEvent.Detail.Value: Codable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }
}
