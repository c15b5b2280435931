extension JSONText {
    /// The texts joined into one.
    static func joined(_ parts: [JSONText], separator: JSONText = "") -> JSONText {
        if let only = parts.first, parts.count == 1 { return only }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(parts.reduce(0) { $0 + $1.escaped.count + separator.escaped.count })
        for (offset, part) in parts.enumerated() {
            if offset > 0 { escaped.append(contentsOf: separator.escaped) }
            escaped.append(contentsOf: part.escaped)
        }
        let hasEscapes = separator.hasEscapes || parts.contains { $0.hasEscapes }
        return JSONText(escaped: escaped[...], hasEscapes: hasEscapes)
    }

    /// The text behind the first line feed; nil if there is none.
    var afterFirstLine: JSONText? {
        var cursor = escaped.startIndex
        while cursor < escaped.endIndex {
            guard escaped[cursor] == UInt8(ascii: "\\") else {
                cursor += 1
                continue
            }
            let next = cursor + 1
            if next < escaped.endIndex, escaped[next] == UInt8(ascii: "n") {
                return JSONText(escaped: escaped[(next + 1)...], hasEscapes: hasEscapes)
            }
            cursor += 2
        }
        return nil
    }

    static let lineFeed: JSONText = "\n"
    static let blankLine: JSONText = "\n\n"
}
