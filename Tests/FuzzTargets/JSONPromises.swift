import Translation

/// What holds of any bytes that are read as JSON.
enum JSONPromises {
    /// Paths are found by walking, so of a big document only some are asked for.
    private static let walkedValues = 4096
    private static let namedValues = 64

    static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        try checkAcceptance(bytes, maximumDepth: 4)
        guard let document = try checkAcceptance(bytes, maximumDepth: JSONScanner.defaultMaximumDepth) else { return }

        var walk = Walk()
        try walk.visit(document.root)
        try checkRewriting(document)
        _ = try? MessagesRequest(document)
        _ = try? MessagesRequest(document, purpose: .countTokens)
    }

    /// The scanner takes what the grammar takes, and says where it found an error.
    @discardableResult
    private static func checkAcceptance(
        _ bytes: [UInt8],
        maximumDepth: Int
    ) throws(BrokenPromise) -> JSONDocument? {
        let isJSON = PlainJSON.accepts(bytes, maximumDepth: maximumDepth)
        let document: JSONDocument
        do throws(JSONSyntaxError) {
            document = try JSONDocument(bytes, maximumDepth: maximumDepth)
        } catch {
            guard !isJSON else { throw BrokenPromise("the scanner refuses JSON: \(error)") }
            try promise(0...bytes.count ~= error.offset, "an error outside of the text: \(error)")
            return nil
        }
        try promise(isJSON, "the scanner accepts invalid JSON")
        return document
    }

    /// Reading and writing gives the same value, and from the second time on the same bytes.
    private static func checkRewriting(_ document: JSONDocument) throws(BrokenPromise) {
        let once = rewritten(document.root)
        guard let again = try? JSONDocument(once) else { throw BrokenPromise("the writer's output is not JSON") }
        try promise(rewritten(again.root) == once, "writing twice gives other bytes")
        try promise(isSame(document.root, again.root), "writing changed the value")
    }

    static func rewritten(_ value: JSONValue) -> [UInt8] {
        var json = JSONWriter()
        write(value, to: &json)
        return json.bytes
    }

    private static func write(_ value: JSONValue, to json: inout JSONWriter) {
        switch value.kind {
        case .object:
            json.object { json in
                for member in value.members {
                    json.key(text: member.key)
                    write(member.value, to: &json)
                }
            }
        case .array:
            json.array { json in
                for element in value.elements { write(element, to: &json) }
            }
        case .string:
            // The one way a string is written from its characters, the other from its bytes.
            if let text = value.text, text.hasEscapes { json.value(text.string) } else { json.value(value) }
        case .true, .false:
            json.value(value.bool ?? false)
        case .number, .null:
            json.value(value)
        }
    }

    private static func isSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
        guard left.kind == right.kind else { return false }
        switch left.kind {
        case .object:
            var others = right.members
            for member in left.members {
                guard let other = others.next(), isSameText(member.key.string, other.key.string),
                    isSame(member.value, other.value)
                else { return false }
            }
            return others.next() == nil
        case .array:
            var others = right.elements
            for element in left.elements {
                guard let other = others.next(), isSame(element, other) else { return false }
            }
            return others.next() == nil
        case .string:
            return isSameText(left.string ?? "", right.string ?? "")
        case .number:
            return left.raw == right.raw
        case .true, .false, .null:
            return true
        }
    }

    /// Character by character: strings that look the same are equal to Swift.
    private static func isSameText(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8)
    }

    private struct Walk {
        var seen = 0

        mutating func visit(_ value: JSONValue) throws(BrokenPromise) {
            seen += 1
            guard seen < walkedValues else { return }
            if seen < namedValues { _ = value.path }
            if let text = value.text {
                let hasBackslash = text.escaped.contains(UInt8(ascii: "\\"))
                try promise(text.hasEscapes == hasBackslash, "a text that does not know its escapes")
                try promise(isSameText(JSONText(text.string).string, text.string), "escaping changed a text")
                _ = text.isBlank
            }
            if let int = value.int, let double = value.double {
                try promise(abs(Double(int) - double) <= abs(double) / 1e15, "two readings of a number")
            }
            guard value.kind == .object || value.kind == .array else { return }
            try promise(value.count == value.members.map(\.value).count + value.elements.map(\.kind).count, "a count")
            for member in value.members { try visit(member.value) }
            for element in value.elements { try visit(element) }
            if var fields = try? JSONFields(value) {
                _ = fields.optional("type")
                _ = fields.unread.count
            }
        }
    }
}
