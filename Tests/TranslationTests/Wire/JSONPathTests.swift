import Testing

@testable import Translation

@Suite struct JSONPathTests {
    private static let json = #"""
        {"tools": [{"name": "a", "input.schema": {"x[0]": 1}}, {"name": "b"}], "a": {"b": 2}, "a.b": 3, "id": "i",
         "output": [{"status": 1}, {"other": 2}, {"status": 3}]}
        """#

    private static func raws(_ path: String, limit: Int = 64) throws -> [String] {
        let document = try JSONDocument(json)
        return document.places(at: path, limit: limit).map { JSONValue(document: document, index: $0).raw.text }
    }

    @Test(arguments: [
        ("tools[1].name", [#""b""#]), ("$.tools[0].name", [#""a""#]), ("tools[0].input.schema.x[0]", ["1"]),
        ("a.b", ["3"]), ("a", [#"{"b": 2}"#]), ("output[].status", ["1", "3"]), ("{id,a.b,absent}", [#""i""#, "3"]),
        ("…name", [#""a""#, #""b""#]), ("tools[2]", []), ("tools.name", []), ("absent", []), ("tools[x]", []),
        ("tools[", []), ("id[0]", []), ("id.more", []),
    ])
    func `a path leads to the values it stands for`(_ path: String, _ values: [String]) throws {
        #expect(try Self.raws(path) == values)
    }

    @Test func `there are no more than wanted`() throws {
        #expect(try Self.raws("output[].status", limit: 1) == ["1"])
        #expect(try Self.raws("…name", limit: 1) == [#""a""#])
    }

    @Test func `each value is found by its own path`() throws {
        let document = try JSONDocument(#"{"a": [{"b": [1, {"c": null}]}, "x"], "d": {"e": true}}"#)
        for index in document.nodes.indices {
            let value = JSONValue(document: document, index: index)
            // Keys have the paths of their values.
            guard value.path != "", let found = document.places(at: value.path).first else { continue }
            #expect(found == index || found == index + 1)
        }
    }
}
