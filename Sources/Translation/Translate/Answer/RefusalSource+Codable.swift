/// `{"by":"policy","code":…}`
extension RefusalSource: Codable {
    private enum Key: String, CodingKey {
        case by, code
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .model: try container.encode("model", forKey: .by)
        case .contentFilter: try container.encode("content_filter", forKey: .by)
        case .policy(let code):
            try container.encode("policy", forKey: .by)
            try container.encodeIfPresent(code, forKey: .code)
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(String.self, forKey: .by) {
        case "model": self = .model
        case "content_filter": self = .contentFilter
        case "policy": self = .policy(code: try container.decodeIfPresent(String.self, forKey: .code))
        case let other:
            throw DecodingError.dataCorruptedError(
                forKey: .by,
                in: container,
                debugDescription: "\(other) is not known"
            )
        }
    }
}
