extension JSONPath {
    /// Reads a path of a person or an upstream: `tools[3].name`, `$.tools.3.name`, `output[].status`, `…name`. A name ends
    /// at the next dot or bracket; an invalid path becomes names that match nothing.
    public init(parsing text: some StringProtocol) {
        var rest = Substring(text)
        if rest.first == "$" { rest = rest.dropFirst() }
        self.init()
        while let first = rest.first {
            switch first {
            case ".":
                rest = rest.dropFirst()
            case "[":
                guard let close = rest.firstIndex(of: "]") else {
                    steps.append(.member(String(rest)))
                    return
                }
                steps.append(Self.element(rest[rest.index(after: rest.startIndex)..<close]))
                rest = rest[rest.index(after: close)...]
            case "…":
                let name = rest.dropFirst().prefix { $0 != "." && $0 != "[" }
                steps.append(.anywhere(String(name)))
                rest = rest[name.endIndex...]
            default:
                let name = rest.prefix { $0 != "." && $0 != "[" }
                // Some servers write an element's number like a name.
                steps.append(steps.isEmpty ? .member(String(name)) : Self.element(name))
                rest = rest[name.endIndex...]
            }
        }
    }

    private static func element(_ text: Substring) -> Step {
        if text.isEmpty { return .each }
        return Int(text).map { .index($0) } ?? .member(String(text))
    }
}
