extension TranslationNote: Codable {
    private enum Key: String, CodingKey {
        case kind, direction, from, to, reason, rule
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind.rawValue, forKey: .kind)
        try container.encode(direction.rawValue, forKey: .direction)
        try container.encodeIfPresent(source, forKey: .from)
        try container.encodeIfPresent(target, forKey: .to)
        try container.encode(reason, forKey: .reason)
        try container.encodeIfPresent(rule, forKey: .rule)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            try container.decode(Kind.self, forKey: .kind),
            try container.decode(Direction.self, forKey: .direction),
            from: try container.decodeIfPresent(String.self, forKey: .from),
            to: try container.decodeIfPresent(String.self, forKey: .to),
            try container.decode(String.self, forKey: .reason),
            rule: try container.decodeIfPresent(String.self, forKey: .rule)
        )
    }
}

extension TranslationNote.Kind: Codable {}
extension TranslationNote.Direction: Codable {}
