/// Selects rows: `model:opus status:>=400 -kind:count_tokens`.
///
/// Words and `field:value`; a space is and, `|` is or, `-` is not, `( )` group, `" "` quote text with spaces.
struct Filter: Sendable, Equatable, CustomStringConvertible {
    /// Longer texts are refused, and so are deeper ones.
    static let lengthLimit = 2_000
    static let depthLimit = 32

    private let root: FilterNode
    /// The patterns to search in captured bodies; ``FilterContext/bodyMatches`` has the results.
    let needsBodies: [BodyPattern]
    /// Whether the result changes with time.
    let dependsOnTime: Bool

    /// An empty text, or one of spaces only, lets every row pass.
    init(parsing text: String) throws(FilterError) {
        var parser = try FilterParser(text)
        root = try parser.parse()
        needsBodies = root.bodyPatterns
        dependsOnTime = root.dependsOnTime
    }

    var isEmpty: Bool { root == .all([]) }

    func matches(_ row: ExchangeRow, _ context: FilterContext) -> Bool {
        root.matches(row, context)
    }

    /// A text that parses to the same filter.
    var description: String { root.text(in: .any) }
}

/// A filter as a tree.
indirect enum FilterNode: Sendable, Equatable {
    case term(FilterTerm)
    case not(FilterNode)
    case all([FilterNode])
    case any([FilterNode])

    func matches(_ row: ExchangeRow, _ context: FilterContext) -> Bool {
        switch self {
        case .term(let term):
            return term.test.matches(row, context)
        case .not(let node):
            return !node.matches(row, context)
        case .all(let nodes):
            for node in nodes where !node.matches(row, context) { return false }
            return true
        case .any(let nodes):
            for node in nodes where node.matches(row, context) { return true }
            return false
        }
    }

    var dependsOnTime: Bool {
        switch self {
        case .term(let term):
            switch term.test {
            case .since, .duration: true
            case .word, .model, .sent, .answered, .sessionLetter, .sessionID, .client, .rule, .status, .statusClass,
                .kind, .stop, .ttft, .input, .output, .cache, .cost, .errorGroup, .anyError, .error, .note, .state,
                .body:
                false
            }
        case .not(let node): node.dependsOnTime
        case .all(let nodes), .any(let nodes): nodes.contains { $0.dependsOnTime }
        }
    }

    /// Each once, in the order of the text.
    var bodyPatterns: [BodyPattern] {
        switch self {
        case .term(let term):
            guard case .body(let pattern) = term.test else { return [] }
            return [pattern]
        case .not(let node):
            return node.bodyPatterns
        case .all(let nodes), .any(let nodes):
            var patterns: [BodyPattern] = []
            for pattern in nodes.flatMap(\.bodyPatterns) where !patterns.contains(pattern) { patterns.append(pattern) }
            return patterns
        }
    }

    /// The operators, loosest first: a looser one inside a tighter one needs brackets.
    enum Place: Int { case any, all, not }

    func text(in place: Place) -> String {
        switch self {
        case .term(let term):
            return term.text
        case .not(let node):
            return "-" + node.text(in: .not)
        case .all(let nodes):
            let text = nodes.map { $0.text(in: .all) }.joined(separator: " ")
            return place == .not ? "(\(text))" : text
        case .any(let nodes):
            let text = nodes.map { $0.text(in: .any) }.joined(separator: " | ")
            return place == .any ? text : "(\(text))"
        }
    }
}

/// A word, or a field with its value: the text and the test.
struct FilterTerm: Sendable, Equatable {
    let field: FilterField?
    let value: String
    /// `/…/`
    let isExpression: Bool
    let test: FilterTest

    var text: String {
        let value = isExpression ? "/\(self.value)/" : FilterLexer.quoted(self.value, isWord: field == nil)
        return (field.map { $0.rawValue + ":" } ?? "") + value
    }
}
