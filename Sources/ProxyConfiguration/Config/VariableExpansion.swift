/// A text with its `${NAME}`s replaced from the environment and each `$${` by a literal `${`.
///
/// A variable's value is not expanded again. An empty variable counts as unset: that is how a container passes on an unset
/// one.
struct VariableExpansion {
    private(set) var text = ""
    private(set) var unset: [String] = []
    /// Some `${` is not followed by a variable's name and `}`.
    private(set) var isMalformed = false

    init(_ written: String, environment: [String: String]) {
        var rest = Substring(written)
        while let opening = rest.firstRange(of: "${") {
            let before = rest[..<opening.lowerBound]
            rest = rest[opening.upperBound...]
            text += before
            guard !before.hasSuffix("$") else {
                text += "{"
                continue
            }
            guard let brace = rest.firstIndex(of: "}"), Self.isName(rest[..<brace]) else {
                isMalformed = true
                return
            }
            let name = String(rest[..<brace])
            rest = rest[rest.index(after: brace)...]
            if let value = environment[name], !value.isEmpty {
                text += value
            } else {
                unset.append(name)
            }
        }
        text += rest
    }

    static func isName(_ name: Substring) -> Bool {
        guard let first = name.first, !first.isNumber else { return false }
        return name.allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
}
