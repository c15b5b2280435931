/// Parses a filter: `any = all { "|" all }`, `all = not { not }`, `not = "-" not | "(" any ")" | term`.
struct FilterParser {
    private var lexer: FilterLexer
    private var ahead: (token: FilterLexer.Token, position: Int)?
    private var depth = 0

    init(_ text: String) throws(FilterError) {
        lexer = FilterLexer(text)
        guard lexer.count <= Filter.lengthLimit else {
            throw FilterError(Filter.lengthLimit, "a filter has at most \(Filter.lengthLimit) characters")
        }
        ahead = try lexer.next()
    }

    mutating func parse() throws(FilterError) -> FilterNode {
        guard ahead != nil else { return .all([]) }
        let node = try any()
        if let ahead { throw FilterError(ahead.position, "this ) has no (") }
        return node
    }

    private mutating func advance() throws(FilterError) {
        ahead = try lexer.next()
    }

    private mutating func any() throws(FilterError) -> FilterNode {
        var nodes = [try all(after: nil)]
        while ahead?.token == .or {
            try advance()
            nodes.append(try all(after: "|"))
        }
        return nodes.count == 1
            ? nodes[0] : .any(Self.flat(nodes) { if case .any(let inner) = $0 { inner } else { nil } })
    }

    private mutating func all(after sign: String?) throws(FilterError) -> FilterNode {
        var nodes: [FilterNode] = []
        while let ahead, ahead.token != .or, ahead.token != .close { nodes.append(try not(ahead)) }
        guard !nodes.isEmpty else {
            let place = ahead?.position ?? lexer.count
            if sign == nil, ahead?.token == .close, depth == 0 { throw FilterError(place, "this ) has no (") }
            let before = sign.map { "after \($0)" } ?? (ahead?.token == .or ? "before |" : "between ( and )")
            throw FilterError(place, "a word or a field belongs \(before)")
        }
        return nodes.count == 1
            ? nodes[0] : .all(Self.flat(nodes) { if case .all(let inner) = $0 { inner } else { nil } })
    }

    private mutating func not(_ start: (token: FilterLexer.Token, position: Int)) throws(FilterError) -> FilterNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Filter.depthLimit else { throw FilterError(start.position, "this is nested too deeply") }
        try advance()
        switch start.token {
        case .not:
            guard let next = ahead, next.token != .or, next.token != .close else {
                throw FilterError(ahead?.position ?? lexer.count, "after - goes a word, a field or ( to leave out")
            }
            return .not(try not(next))
        case .open:
            let node = try any()
            guard ahead?.token == .close else { throw FilterError(start.position, "this ( has no )") }
            try advance()
            return node
        case .close, .or:
            throw FilterError(start.position, "a word or a field belongs here")
        case .word(let text):
            guard !text.isEmpty else { throw FilterError(start.position, "the quotes are empty") }
            return .term(FilterTerm(field: nil, value: text, isExpression: false, test: .word(FilterWord(text))))
        case .field(let name, let value, let valueAt):
            return try term(name, start.position, FilterValue(text: value, isExpression: false, position: valueAt))
        case .expression(let name, let value, let valueAt):
            return try term(name, start.position, FilterValue(text: value, isExpression: true, position: valueAt))
        }
    }

    private func term(_ name: String, _ start: Int, _ value: FilterValue) throws(FilterError) -> FilterNode {
        let name = name.lowercased()
        guard let field = FilterField(rawValue: name) else {
            if let replacement = FilterField.replacement(for: name) {
                throw FilterError(start, "\(name): \(replacement)")
            }
            throw FilterError(start, "no field \"\(name)\": \(FilterField.names); put a text with a colon in quotes")
        }
        let test = try value.test(for: field)
        return .term(FilterTerm(field: field, value: value.text, isExpression: value.isExpression, test: test))
    }

    /// `(a b) c` becomes `a b c`, so that equal filters have one form.
    private static func flat(_ nodes: [FilterNode], _ inner: (FilterNode) -> [FilterNode]?) -> [FilterNode] {
        nodes.flatMap { inner($0) ?? [$0] }
    }
}
