import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// What `docs/dashboard.md` says of the dashboard is what the dashboard does.
@Suite struct DashboardDocumentationTests {
    private struct Claim {
        var list: Command?
        var inspector: Command?

        init(_ list: Command?, _ inspector: Command?) {
            self.list = list
            self.inspector = inspector
        }

        init(_ both: Command) { self.init(both, both) }
    }

    /// The document's keys, with what its sentences say that they do.
    private static let claims: [String: Claim] = [
        "j": Claim(.down), "k": Claim(.up), "g": Claim(.first), "G": Claim(.last),
        "^D": Claim(.halfPageDown), "^U": Claim(.halfPageUp), "Enter": Claim(.enter), "Esc": Claim(.back),
        "1": Claim(.pane1, .stage1), "2": Claim(.pane2, .stage2), "3": Claim(.pane3, .stage3),
        "4": Claim(.pane4, .stage4), "Tab": Claim(.nextPane, .switchSide),
        "+": Claim(.zoomIn, nil), "_": Claim(.zoomOut, nil), "f": Claim(.filter, nil),
        "/": Claim(.search), "n": Claim(.nextMatch), "N": Claim(.previousMatch), "!": Claim(.onlyProblems),
        "F": Claim(.follow), "p": Claim(.freeze, nil), "m": Claim(.mark), "M": Claim(.onlyMarked, nil),
        "U": Claim(.unmarkAll, nil), "C": Claim(.clear, nil), "o": Claim(.sort, nil), "v": Claim(.reverseSort, nil),
        "d": Claim(nil, .pair), "s": Claim(nil, .raw), "w": Claim(nil, .wrap), "za": Claim(nil, .fold),
        "zM": Claim(nil, .foldAll), "zR": Claim(nil, .unfoldAll), "H": Claim(nil, .headers),
        "t": Claim(nil, .attempts), "J": Claim(nil, .nextExchange), "K": Claim(nil, .previousExchange),
        "y": Claim(.copy), "x": Claim(.export), "r": Claim(.resend), "e": Claim(.edit),
        "T": Claim(.toggleBackground), "O": Claim(.toggleMouse), "^L": Claim(.redraw), "^Z": Claim(.hide),
        "Q": Claim(.quitNow), "q": Claim(.quit, .back),
    ]

    @Test func `the documented keys are those of the program`() throws {
        var seen: Set<String> = []
        for row in try MarkdownDocument("docs/dashboard.md").table(below: "## Keys") {
            try #require(row.count == 3)
            for key in MarkdownDocument.code(in: row[0]).map(String.init) {
                seen.insert(key)
                let claim = try #require(Self.claims[key], "nothing is known here of \(key)")
                #expect((row[1] == "–") == (claim.list == nil), "\(key) on the main screen")
                #expect((row[2] == "–") == (claim.inspector == nil), "\(key) in the inspector")
            }
        }
        #expect(seen == Set(Self.claims.keys))
    }

    @Test(arguments: KeyBindings.Context.allCases)
    func `each documented key gives its command`(_ context: KeyBindings.Context) {
        for (key, claim) in Self.claims {
            let command: Command? =
                switch context {
                case .list: claim.list
                case .inspector: claim.inspector
                }
            guard let command else { continue }
            #expect(KeyBindings.standard.names(of: command, in: context).contains(key), "\(key) in the \(context)")
        }
    }

    @Test func `the document names every field of a filter, and no other`() throws {
        let rows = try MarkdownDocument("docs/dashboard.md").table(below: "## Filters")
        let named = rows.flatMap { MarkdownDocument.code(in: $0[0]) }.map(String.init)
        #expect(Set(named) == Set(FilterField.allCases.map(\.rawValue)))
        #expect(named.count == FilterField.allCases.count)
    }

    @Test func `every example of a filter is one, and asks for its row's field`() throws {
        for row in try MarkdownDocument("docs/dashboard.md").table(below: "## Filters") {
            let field = try #require(MarkdownDocument.code(in: row[0]).first)
            let examples = MarkdownDocument.code(in: try #require(row.last))
            #expect(!examples.isEmpty)
            for example in examples {
                #expect(throws: Never.self) { try Filter(parsing: String(example)) }
                #expect(example.drop { $0 == "-" }.hasPrefix("\(field):"))
            }
        }
    }

    @Test(arguments: [FilterField.kind, .note, .state])
    func `the document names every choice that a field gives`(_ field: FilterField) throws {
        let rows = try MarkdownDocument("docs/dashboard.md").table(below: "## Filters")
        let row = try #require(rows.first { MarkdownDocument.code(in: $0[0]).first == field.rawValue[...] })
        #expect(MarkdownDocument.code(in: row[1]).map(String.init) == field.hint.split(separator: " ").map(String.init))
    }
}
