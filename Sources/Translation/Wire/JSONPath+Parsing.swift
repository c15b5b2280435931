extension JSONPath {
    /// Reads a path that a person or an upstream has written: `tools[3].name`, `$.tools.3.name`, `output[].status`,
    /// `…name`. A name ends at the next dot or bracket; what is no path at all becomes names that lead nowhere.
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
                // Behind a list's name some servers write the number of an element like a name.
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
