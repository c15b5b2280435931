extension JSONDocument {
    /// The values that a path as ``JSONValue/path`` or a ``TranslationNote`` writes it stands for, by their place on the
    /// tape: `tools[3].input_schema`, `output[].status` (of every element), `{id,model}` (each of them), `…name`
    /// (wherever it stands). At most `limit`, none where nothing is there.
    public func places(at path: String, limit: Int = 64) -> [Int] {
        var path = path[...]
        if path.hasPrefix("$") { path = path.dropFirst() }
        if path.hasPrefix(".") { path = path.dropFirst() }
        if path.hasPrefix("{"), path.hasSuffix("}") {
            return Array(
                path.dropFirst().dropLast().split(separator: ",").lazy.flatMap {
                    self.places(at: String($0), limit: limit)
                }
                .prefix(limit)
            )
        }
        if path.hasPrefix("…") { return members(called: path.dropFirst(), limit: limit) }
        var found: [Int] = []
        follow(Substring(path).utf8, from: 0, into: &found, limit: limit)
        return found
    }

    /// The first of ``places(at:limit:)``.
    public func value(at path: String) -> JSONValue? {
        places(at: path, limit: 1).first.map { JSONValue(document: self, index: $0) }
    }

    private func follow(_ path: Substring.UTF8View, from index: Int, into found: inout [Int], limit: Int) {
        guard found.count < limit else { return }
        guard let first = path.first else {
            found.append(index)
            return
        }
        let value = JSONValue(document: self, index: index)
        if first == UInt8(ascii: "[") {
            guard value.kind == .array, let close = path.firstIndex(of: UInt8(ascii: "]")) else { return }
            let rest = path[path.index(after: close)...]
            let number = path[path.index(after: path.startIndex)..<close]
            if number.isEmpty {
                for element in value.elements { follow(rest, from: element.index, into: &found, limit: limit) }
            } else if let number = Int(Substring(number)) {
                let element = value.elements.enumerated().first { $0.offset == number }?.element
                if let element { follow(rest, from: element.index, into: &found, limit: limit) }
            }
            return
        }
        guard value.kind == .object else { return }
        let path = first == UInt8(ascii: ".") ? path.dropFirst() : path
        // A name may hold dots and brackets itself, so the longest that is there goes first.
        let members = value.members.compactMap { member -> (length: Int, index: Int)? in
            let name = member.key.string.utf8
            guard path.starts(with: name) else { return nil }
            let next = path.dropFirst(name.count).first
            let ends = next == nil || next == UInt8(ascii: ".") || next == UInt8(ascii: "[")
            return ends ? (name.count, member.value.index) : nil
        }
        for member in members.sorted(by: { $0.length > $1.length }) {
            let before = found.count
            follow(path.dropFirst(member.length), from: member.index, into: &found, limit: limit)
            if found.count > before { return }
        }
    }

    private func members(called name: Substring, limit: Int) -> [Int] {
        var found: [Int] = []
        for index in nodes.indices where nodes[index].kind == .object {
            for member in JSONValue(document: self, index: index).members where member.key.string == name {
                found.append(member.value.index)
                if found.count == limit { return found }
            }
        }
        return found
    }
}

extension JSONDocument {
    /// A value's place on the tape with those of all that is in it.
    public func extent(of index: Int) -> Range<Int> {
        nodes.indices.contains(index) ? index..<Int(nodes[index].next) : index..<index
    }
}
