import Foundation
import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct JSONPathTests {
    private static let json = #"""
        {"tools": [{"name": "a", "input.schema": {"x[0]": 1}}, {"name": "b"}], "a": {"b": 2}, "a.b": 3, "id": "i",
         "output": [{"status": 1}, {"other": 2}, {"status": 3}]}
        """#

    private static func raws(_ path: JSONPath, limit: Int = 64) throws -> [String] {
        let document = try JSONDocument(json)
        return document.places(at: path, limit: limit).map { JSONValue(document: document, index: $0).raw.text }
    }

    private static let paths: [(path: JSONPath, values: [String])] = [
        (["tools", 1, "name"], [#""b""#]), (["tools", 0, "input.schema", "x[0]"], ["1"]), (["a.b"], ["3"]),
        (["a", "b"], ["2"]), (["a"], [#"{"b": 2}"#]), (["output", .each, "status"], ["1", "3"]),
        ([.anywhere("name")], [#""a""#, #""b""#]), (["tools", 2], []), (["tools", "name"], []), (["absent"], []),
        (["id", 0], []), (["id", .each], []), (["id", "more"], []),
    ]

    @Test(arguments: paths)
    func `a path leads to the values it stands for`(_ path: JSONPath, _ values: [String]) throws {
        #expect(try Self.raws(path) == values)
    }

    @Test func `there are no more than wanted`() throws {
        #expect(try Self.raws(["output", .each, "status"], limit: 1) == ["1"])
        #expect(try Self.raws([.anywhere("name")], limit: 1) == [#""a""#])
    }

    @Test func `each value is found by its own path`() throws {
        let document = try JSONDocument(#"{"a": [{"b.c": [1, {"d[]": null}]}, "x"], "d": {"e": true}}"#)
        for index in document.nodes.indices {
            let value = JSONValue(document: document, index: index)
            // Keys have the paths of their values.
            let found = try #require(document.places(at: value.place).first)
            #expect(found == index || found == index + 1)
        }
    }

    private static let written: [(text: String, path: JSONPath)] = [
        ("tools[3].name", ["tools", 3, "name"]), ("$.tools.3.name", ["tools", 3, "name"]),
        ("messages.[0].content", ["messages", 0, "content"]), ("output[].status", ["output", .each, "status"]),
        ("…name", [.anywhere("name")]), ("", []), ("$", []), ("3", ["3"]), ("tools[", ["tools", "["]),
        ("tools[x]", ["tools", "x"]),
    ]

    @Test(arguments: written)
    func `a path of a person or an upstream is parsed`(_ text: String, _ path: JSONPath) {
        #expect(JSONPath(parsing: text) == path)
    }

    @Test(arguments: paths.map(\.path) + [[]])
    func `a path survives JSON`(_ path: JSONPath) throws {
        #expect(try JSONForm.decode(JSONPath.self, from: JSONForm.encode(path)) == path)
        #expect(try JSONDecoder().decode(JSONPath.self, from: JSONEncoder().encode(path)) == path)
    }

    @Test func `a place is within another where its steps begin with the other's`() {
        let path: JSONPath = ["text", "format", 0]

        #expect(path.isWithin(["text"]) && path.isWithin(path) && path.isWithin([]))
        #expect(!path.isWithin(["tex"]) && !path.isWithin(["text", "format", 0, "a"]))
        #expect(path.relative(to: ["text"]) == ["format", 0])
        #expect(path.parent == ["text", "format"])
    }
}
