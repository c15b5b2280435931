import Testing

@testable import Translation

@Suite struct SchemaRepairStrictTests {
    private func fits(_ schema: String) throws -> Bool {
        SchemaRepair.fitsStrict(try JSONDocument(schema).root)
    }

    private func object(_ properties: String, required: String) -> String {
        #"{"type":"object","properties":{\#(properties)},"required":[\#(required)],"additionalProperties":false}"#
    }

    @Test func `a closed object with every property required fits`() throws {
        let inner = object(#""x":{"type":["string","null"],"pattern":"^a","format":"date"}"#, required: #""x""#)
        let schema = object(
            ##""a":\##(inner),"b":{"type":"array","items":{"$ref":"#/$defs/T"},"maxItems":3},"c":{"anyOf":[{"type":"null"},\##(inner)]}"##,
            required: #""c","a","b""#
        )
        let withDefinitions =
            String(schema.dropLast()) + #","$defs":{"T":{"type":"string","enum":["x","y"]}},"title":"t"}"#

        #expect(try fits(object("", required: "")))
        #expect(try fits(withDefinitions))
    }

    @Test(arguments: [
        #"{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}"#,
        #"{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":true}"#,
        #"{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}"#,
        #"{"type":"object","properties":{"a":{"type":"string"}},"required":["a","b"],"additionalProperties":false}"#,
        #"{"type":"object","required":[],"additionalProperties":false}"#,
        #"{"type":"string"}"#,
        #"{"type":["object","null"],"properties":{},"required":[],"additionalProperties":false}"#,
        #"{"type":"object","anyOf":[],"properties":{},"required":[],"additionalProperties":false}"#,
        "true", "null", "[]", "{}",
    ])
    func `a root that is open, partial or no object does not fit`(schema: String) throws {
        #expect(try !fits(schema))
    }

    @Test(arguments: [
        #"{}"#, #"{"enum":["a"]}"#, #"true"#, #"{"type":"array"}"#, #"{"type":"array","items":true}"#,
        #"{"type":"object","properties":{}}"#, #"{"type":"string","minLength":1}"#, #"{"type":"string","default":"x"}"#,
        #"{"type":"string","format":"uri"}"#, #"{"type":"string","pattern":"(?=a)"}"#, #"{"type":"string","enum":[]}"#,
        #"{"type":"string","not":{"type":"null"}}"#, #"{"type":"string","oneOf":[{"type":"string"}]}"#,
        #"{"type":"string","allOf":[{"type":"string"}]}"#, #"{"type":"string","if":{"type":"string"}}"#,
        ##"{"$ref":"#/$defs/Missing"}"##, ##"{"$ref":"https://example.com/x.json"}"##, ##"{"anyOf":[]}"##,
        #"{"type":"string","$comment":"c"}"#, #"{"type":"string","x-own":1}"#,
        #"{"type":"object","patternProperties":{},"properties":{},"required":[],"additionalProperties":false}"#,
    ])
    func `a property outside the subset does not fit`(property: String) throws {
        #expect(try !fits(object(#""a":\#(property)"#, required: #""a""#)))
    }

    @Test(arguments: zip([9, 10], [true, false]))
    func `objects may be nested to the tenth level`(levels: Int, isFit: Bool) throws {
        var schema = object("", required: "")
        for _ in 0..<levels { schema = object(#""a":\#(schema)"#, required: #""a""#) }

        #expect(try fits(schema) == isFit)
    }

    @Test(arguments: zip([1000, 1001], [true, false]))
    func `there may be a thousand values of enums`(count: Int, isFit: Bool) throws {
        let values = (0..<count).map(String.init).joined(separator: ",")

        #expect(try fits(object(#""a":{"type":"integer","enum":[\#(values)]}"#, required: #""a""#)) == isFit)
    }

    @Test(arguments: zip([5000, 5001], [true, false]))
    func `there may be five thousand properties`(count: Int, isFit: Bool) throws {
        let names = (0..<count).map { "\"p\($0)\"" }
        let properties = names.map { $0 + #":{"type":"null"}"# }.joined(separator: ",")

        #expect(try fits(object(properties, required: names.joined(separator: ","))) == isFit)
    }

    @Test(arguments: zip([120_000, 120_001], [true, false]))
    func `names and enums may have 120,000 characters`(count: Int, isFit: Bool) throws {
        let name = "\"" + String(repeating: "n", count: count) + "\""

        #expect(try fits(object(name + #":{"type":"null"}"#, required: name)) == isFit)
    }

    @Test func `alternatives nested past all reason end in no`() throws {
        let depth = 200
        let nested =
            String(repeating: #"{"anyOf":["#, count: depth) + #"{"type":"null"}"#
            + String(repeating: "]}", count: depth)

        #expect(try !fits(object(#""a":\#(nested)"#, required: #""a""#)))
    }
}
