import Translation

extension JSONOutline {
    /// The part of a string that wrapped lines show; the rest is in the raw view and the editor.
    static let longestWrapped = 256 << 10

    /// The text of a line, with at most `limit` bytes of a string: more does not fit on the screen.
    func styled(_ line: Int, glyphs: GlyphSet, limit: Int) -> StyledLine {
        let shown = lines[line]
        var text = StyledLine()
        let indent = 2 * min(shown.depth, JSONLayout.deepestIndent)
        if shown.isFoldable {
            text.append(String(repeating: " ", count: indent - 2))
            text.append("\(glyphs[shown.part == .folded ? .folded : .unfolded]) ", .quiet)
        } else {
            text.append(String(repeating: " ", count: indent))
        }
        if let key = key(of: line) {
            text.append(Self.cut(key, limit), Style(.jsonKey))
            text.append(": ")
        } else if let position = position(of: line), shown.isFoldable {
            text.append("\(position): ", .quiet)
        }
        let value = value(of: line)
        switch shown.part {
        case .whole: Self.appendWhole(value, limit, to: &text)
        case .folded: Self.appendSummary(value, glyphs, to: &text)
        case .opening: appendOpening(value, to: &text)
        case .closing: text.append(value.kind == .object ? "}" : "]")
        }
        if shown.isFollowed, shown.part != .opening { text.append(",") }
        return text
    }

    private func appendOpening(_ value: JSONValue, to text: inout StyledLine) {
        text.append(value.kind == .object ? "{" : "[")
        let count = value.kind == .array ? value.count : 0
        if count > Self.fewItems { text.append(" \(count) items", .quiet) }
    }

    private static let fewItems = 4

    private static func appendWhole(_ value: JSONValue, _ limit: Int, to text: inout StyledLine) {
        switch value.kind {
        case .string:
            text.append(cut(value.raw.bytes, limit), Style(.jsonString))
        case .number:
            text.append(cut(value.raw.bytes, limit), Style(.jsonNumber))
        case .true, .false, .null:
            text.append(value.raw.text, Style(.jsonLiteral))
        case .object:
            text.append("{")
            for (offset, member) in value.members.enumerated() {
                if offset > 0 { text.append(", ") }
                text.append(written(member.key), Style(.jsonKey))
                text.append(": ")
                appendWhole(member.value, limit, to: &text)
            }
            text.append("}")
        case .array:
            text.append("[")
            for (offset, element) in value.elements.enumerated() {
                if offset > 0 { text.append(", ") }
                appendWhole(element, limit, to: &text)
            }
            text.append("]")
        }
    }

    /// `[ 61 items, 151 KB ]`, `{ "role": "user", … 3.1 KB }`
    private static func appendSummary(_ value: JSONValue, _ glyphs: GlyphSet, to text: inout StyledLine) {
        let size = ByteCount(bytes: value.raw.bytes.count).rounded
        guard value.kind == .object else {
            text.append("[ \(DecimalText.counted(value.count, "item")), \(size) ]", .quiet)
            return
        }
        text.append("{ ", .quiet)
        var count = 0
        for member in identifyingMembers(value) {
            text.append(written(member.key), Style(.jsonKey))
            text.append(": ", .quiet)
            appendWhole(member.value, shortValue, to: &text)
            text.append(", ", .quiet)
            count += 1
        }
        let rest = count == 0 ? DecimalText.counted(value.count, "member") + ", " : "\(glyphs[.ellipsis]) "
        text.append("\(rest)\(size) }", .quiet)
    }

    private static let shortValue = 40
    private static let identifyingKeys = ["type", "role", "name", "id"]

    /// The most telling members of an object: up to two short ones.
    private static func identifyingMembers(_ value: JSONValue) -> [JSONMembers.Member] {
        let short = value.members.lazy.prefix(32).filter { member in
            switch member.value.kind {
            case .object, .array: false
            case .string, .number, .true, .false, .null: member.value.raw.bytes.count <= shortValue
            }
        }
        // A function of Chat Completions has its name a level deeper.
        let inner = value["function"].map { Array($0.members.prefix(8)) } ?? []
        if let name = inner.first(where: { $0.isNamed("name") }), name.value.raw.bytes.count <= shortValue {
            return [name]
        }
        let known = Array(short.filter { identifyingKeys.contains($0.key.string) }.prefix(2))
        return known.isEmpty ? Array(short.prefix(1)) : known
    }

    private static func written(_ key: JSONText) -> String {
        "\"" + String(decoding: key.escaped, as: UTF8.self) + "\""
    }

    /// A character may take four bytes, and half a character at the end must not be shown.
    private static func cut(_ bytes: ArraySlice<UInt8>, _ limit: Int) -> String {
        guard bytes.count > limit else { return String(decoding: bytes, as: UTF8.self) }
        var end = bytes.startIndex + limit
        while end > bytes.startIndex, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: bytes[..<end], as: UTF8.self)
    }
}
