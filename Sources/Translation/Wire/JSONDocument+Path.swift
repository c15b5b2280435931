extension JSONDocument {
    /// The values at `path`, by their index on the tape, at most `limit`.
    public func places(at path: JSONPath, limit: Int = 64) -> [Int] {
        var found: [Int] = []
        follow(path.steps[...], from: 0, into: &found, limit: limit)
        return found
    }

    /// The first of ``places(at:limit:)``.
    public func value(at path: JSONPath) -> JSONValue? {
        places(at: path, limit: 1).first.map { JSONValue(document: self, index: $0) }
    }

    private func follow(_ steps: ArraySlice<JSONPath.Step>, from index: Int, into found: inout [Int], limit: Int) {
        guard found.count < limit else { return }
        guard let step = steps.first else {
            found.append(index)
            return
        }
        let value = JSONValue(document: self, index: index)
        let rest = steps.dropFirst()
        switch step {
        case .member(let name):
            // The last of several members with that name, as everywhere.
            guard let member = value.members.reversed().first(where: { $0.key.string == name }) else { return }
            follow(rest, from: member.value.index, into: &found, limit: limit)
        case .index(let number):
            guard let element = element(number, of: value) else { return }
            follow(rest, from: element.index, into: &found, limit: limit)
        case .each:
            for element in value.elements { follow(rest, from: element.index, into: &found, limit: limit) }
        case .anywhere(let name):
            for inner in extent(of: index) where nodes[inner].kind == .object {
                for member in JSONValue(document: self, index: inner).members where member.key.string == name {
                    follow(rest, from: member.value.index, into: &found, limit: limit)
                }
            }
        }
    }

    /// The indices of a value and of everything in it.
    public func extent(of index: Int) -> Range<Int> {
        nodes.indices.contains(index) ? index..<Int(nodes[index].next) : index..<index
    }
}
