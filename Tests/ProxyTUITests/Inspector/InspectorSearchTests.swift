import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI
@testable import Translation

@Suite struct InspectorSearchTests {
    private static func inspector(_ body: String) -> Inspector {
        var exchange = SampleDay.exchange(1, at: 4)
        exchange.outcome = .finished(.endTurn)
        var stages = ExchangeStages()
        stages.clientRequest.body = Array(body.utf8)
        return Inspector(exchange: exchange, stages: stages)
    }

    private static let lines = (0..<40).map { "\"k\($0)\":\"\($0 % 10 == 3 ? "ab" : $0 % 10 == 7 ? "abc" : "-")\"" }
    private static let body = "{" + lines.joined(separator: ",") + "}"

    @Test func `each further letter is looked for from where the search began`() {
        var inspector = Self.inspector(Self.body)
        for text in ["a", "ab"] {
            inspector.search(text)
            #expect(inspector.current.viewport.cursor.line == 4, "\(text)")
        }
        inspector.search("abc")
        #expect(inspector.current.viewport.cursor.line == 8)
        inspector.search("ab")
        #expect(inspector.current.viewport.cursor.line == 4)
    }

    @Test func `a new search begins where the last one has led`() {
        var inspector = Self.inspector(Self.body)
        inspector.search("abc")
        inspector.beginSearch()
        inspector.search("ab")
        #expect(inspector.current.viewport.cursor.line == 8)
    }

    @Test func `a search taken back leaves the reader where it began`() {
        var inspector = Self.inspector(Self.body)
        inspector.search("abc")
        inspector.search("")
        #expect(inspector.current.viewport == Viewport())
        #expect(!inspector.isSearching)
    }

    @Test func `n continues behind the match and wraps around`() {
        let area = Size(width: 80, height: 24)
        var inspector = Self.inspector(Self.body)
        inspector.search("abc")
        var found: [Int] = []
        for _ in 0..<4 {
            _ = inspector.perform(.nextMatch, area: area)
            found.append(inspector.current.viewport.cursor.line)
        }
        #expect(found == [18, 28, 38, 8])
    }
}
