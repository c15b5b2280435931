import Testing

@testable import Translation

@Suite struct SchemaPrecheckTests {
    private func isValid(_ schema: String, depth: Int = 1) throws -> Bool {
        SchemaPrecheck.isValid(try JSONDocument(schema).root, depth: depth)
    }

    @Test(arguments: [
        "{}",
        #"{"type":"string","description":"d","enum":["a",null],"default":null,"const":null}"#,
        #"{"type":["array","null"],"items":{"type":"object","properties":{"items":{"type":"integer"}}}}"#,
        #"{"type":"object","additionalProperties":false,"unevaluatedItems":{},"required":["a"],"minProperties":1}"#,
        #"{"anyOf":[{"type":"null"},{"not":{"type":"number"}}],"if":{},"then":{},"else":{},"propertyNames":{}}"#,
        #"{"$defs":{"a":{"type":"boolean"}},"dependentSchemas":{},"prefixItems":[{}],"contains":{},"title":"t"}"#,
    ])
    func `an ordinary schema is seen to be sound`(schema: String) throws {
        #expect(try isValid(schema))
    }

    @Test(arguments: [
        "true", "null", "[]", #"{"type":"any"}"#, #"{"type":[]}"#, #"{"type":"array"}"#, #"{"items":true}"#,
        #"{"items":[]}"#, #"{"properties":{"a":true}}"#, #"{"properties":[]}"#, #"{"anyOf":[]}"#, #"{"anyOf":[1]}"#,
        #"{"anyOf":{}}"#, #"{"enum":[]}"#, #"{"enum":"a"}"#, #"{"required":[1]}"#, #"{"required":"a"}"#,
        #"{"additionalProperties":null}"#, #"{"title":null}"#, #"{"not":false}"#, #"{"$defs":{"a":{"$id":"x"}}}"#,
        #"{"properties":{"a":{"type":"array","items":{"enum":[]}}}}"#, #"{"oneOf":[{},{"$comment":"c"}]}"#,
    ])
    func `a schema that needs a repair is never seen to be sound`(schema: String) throws {
        #expect(try !isValid(schema))
    }

    @Test(arguments: [
        #"{"pattern":"^a$"}"#, ##"{"$ref":"#"}"##, #"{"patternProperties":{}}"#, #"{"t\u0079pe":"string"}"#,
        #"{"type":"str\u0069ng"}"#,
    ])
    func `an unclear schema fails the precheck`(schema: String) throws {
        #expect(try !isValid(schema))
    }

    @Test func `it looks no deeper than the walk goes`() throws {
        #expect(try isValid("{}", depth: SchemaRepair.maximumDepth - 1))
        #expect(try !isValid("{}", depth: SchemaRepair.maximumDepth))
    }
}
