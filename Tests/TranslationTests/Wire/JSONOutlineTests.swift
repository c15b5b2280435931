import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct JSONOutlineTests {
    /// A document too long to be shown open: `list` is folded, `little` is not.
    private static func long() throws -> JSONDocument {
        let list = (0..<60).map {
            #"{"id": \#($0), "text": "number \#($0)", "more": {"a": [1, 2, 3, 4, 5, 6, 7, 8, 9]}}"#
        }
        return try JSONDocument(#"{"first": 1, "list": [\#(list.joined(separator: ","))], "last": {"x": "y"}}"#)
    }

    private static func parts(_ outline: JSONOutline) -> [String] {
        outline.lines.indices.map { line in
            let key = outline.key(of: line).map { String(decoding: $0, as: UTF8.self) } ?? ""
            switch outline.lines[line].part {
            case .whole: return key
            case .folded: return key + "…"
            case .opening: return key + "("
            case .closing: return ")"
            }
        }
    }

    @Test func `long values are folded, and short ones share a line`() throws {
        #expect(Self.parts(JSONOutline(try Self.long())) == ["(", #""first""#, #""list"…"#, #""last""#, ")"])
    }

    @Test func `a folded list shows its elements folded, and folds again`() throws {
        var outline = JSONOutline(try Self.long())
        outline.toggle(2)
        #expect(outline.lines.count == 5 + 61)
        #expect(outline.lines[3].part == .folded)
        #expect(outline.position(of: 4) == 1)
        outline.toggle(2)
        #expect(outline.lines.count == 5)
    }

    @Test func `all can be unfolded and folded`() throws {
        var outline = JSONOutline(try Self.long())
        outline.unfoldAll()
        #expect(!outline.lines.contains { $0.part == .folded })
        #expect(outline.lines.count { $0.part == .opening } == outline.lines.count { $0.part == .closing })
        outline.foldAll()
        #expect(outline.lines.count == 5)
    }

    @Test(arguments: ["list[37].more.a[4]", "list[0]", "last.x", "first", "list[59].text"])
    func `a value is revealed on a line that stands for it alone`(_ path: String) throws {
        let document = try Self.long()
        var outline = JSONOutline(document)
        let node = try #require(document.places(at: JSONPath(parsing: path)).first)
        let line = outline.reveal(node)
        #expect(outline.node(of: line) == node)
        #expect(outline.value(of: line).path == path)
    }

    @Test func `a value that is folded away is found on the line that hides it`() throws {
        let document = try Self.long()
        let outline = JSONOutline(document)
        let node = try #require(document.places(at: ["list", 37, "text"]).first)
        #expect(outline.line(nearest: node) == 2)
        #expect(outline.range(of: 2).contains(node))
    }

    @Test func `a byte leads to the value that it is part of`() throws {
        let document = try Self.long()
        let outline = JSONOutline(document)
        let text = String(decoding: document.bytes, as: UTF8.self)
        let range = try #require(text.firstRange(of: "number 37"))
        let offset = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        #expect(JSONValue(document: document, index: outline.node(atByte: offset)).path == "list[37].text")
        let key = try #require(text.firstRange(of: "\"last\""))
        let place = text.utf8.distance(from: text.startIndex, to: key.lowerBound) + 1
        #expect(JSONValue(document: document, index: outline.node(atByte: place)).path == "last")
    }

    @Test func `folds stay over a longer version of the document`() throws {
        var outline = JSONOutline(try Self.long())
        outline.toggle(2)
        let longer = try JSONDocument(
            String(decoding: outline.document.bytes.dropLast(), as: UTF8.self) + #", "new": 1}"#
        )
        #expect(JSONOutline(longer, foldedAs: outline).lines.count == outline.lines.count + 1)
    }

    @Test(arguments: ["1", "\"text\"", "{}", "[]", "null"])
    func `a document of one value is one line`(_ json: String) throws {
        #expect(JSONOutline(try JSONDocument(json)).lines.count == 1)
    }

    @Test func `depth does not recurse`() throws {
        let depth = 4000
        let json = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        var outline = JSONOutline(try JSONDocument(Array(json.utf8), maximumDepth: depth + 1))
        outline.unfoldAll()
        #expect(outline.lines.count > depth)
    }
}
