/// `req_0000cafe0000002a`
extension ExchangeID: Codable {
    /// Reads what ``description`` writes.
    package init?(_ text: String) {
        guard text.utf8.count == 20, text.hasPrefix(Self.prefix) else { return nil }
        let digits = text.dropFirst(4)
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
            let run = UInt32(digits.prefix(8), radix: 16), let sequence = UInt32(digits.dropFirst(8), radix: 16)
        else { return nil }
        self.init(run: run, sequence: sequence)
    }

    private static let prefix = "req_"

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = ExchangeID(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "\"\(text.prefix(40))\" is not an exchange's id"
            )
        }
        self = id
    }
}
