@testable import Translation

/// JSON laid out for reading, with every key, string and number as it was written.
struct ReadableJSON {
    private(set) var text = ""

    init(_ value: JSONValue) {
        append(value, indent: "")
        text += "\n"
    }

    private mutating func append(_ value: JSONValue, indent: String) {
        let inner = indent + "  "
        switch value.kind {
        case .object where value.count > 0:
            text += "{"
            for (offset, member) in value.members.enumerated() {
                text +=
                    (offset == 0 ? "\n" : ",\n") + inner + "\"" + String(decoding: member.key.escaped, as: UTF8.self)
                text += "\": "
                append(member.value, indent: inner)
            }
            text += "\n" + indent + "}"
        case .array where value.count > 0:
            text += "["
            for (offset, element) in value.elements.enumerated() {
                text += (offset == 0 ? "\n" : ",\n") + inner
                append(element, indent: inner)
            }
            text += "\n" + indent + "]"
        case .object, .array, .string, .number, .true, .false, .null:
            text += value.raw.text
        }
    }
}
