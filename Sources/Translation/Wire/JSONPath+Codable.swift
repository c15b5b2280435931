/// A path as a list of its steps: a text for a member, a number for an element, `{"every":"element"}` for every element
/// of a list, and `{"anywhere":"name"}` for every member of a name.
extension JSONPath: Codable {
    private enum Key: String, CodingKey { case every, anywhere }

    public init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        self.init()
        while !list.isAtEnd {
            if let name = try? list.decode(String.self) {
                steps.append(.member(name))
            } else if let index = try? list.decode(Int.self) {
                steps.append(.index(index))
            } else {
                let step = try list.nestedContainer(keyedBy: Key.self)
                let name = try step.decodeIfPresent(String.self, forKey: .anywhere)
                steps.append(name.map { .anywhere($0) } ?? .each)
            }
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        for step in steps {
            switch step {
            case .member(let name): try list.encode(name)
            case .index(let index): try list.encode(index)
            case .each:
                var object = list.nestedContainer(keyedBy: Key.self)
                try object.encode("element", forKey: .every)
            case .anywhere(let name):
                var object = list.nestedContainer(keyedBy: Key.self)
                try object.encode(name, forKey: .anywhere)
            }
        }
    }
}
