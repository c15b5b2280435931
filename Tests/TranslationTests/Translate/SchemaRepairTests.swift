import Testing

@testable import Translation

@Suite struct SchemaRepairTests {
    private func repair(_ schema: String) throws -> RepairedSchema {
        SchemaRepair.parameters(try JSONDocument(schema).root)
    }

    private func repaired(_ schema: String) throws -> String { try repair(schema).json.text }

    /// Puts `property` into a schema that is sound, and takes it out of the repaired one.
    private func repaired(property: String) throws -> (json: String, changes: [String]) {
        let repaired = try repair(#"{"type":"object","properties":{"p":\#(property)}}"#)
        let value = try #require(try JSONDocument(repaired.json.text).root["properties"]?["p"])
        return (value.raw.text, repaired.changes.map(\.place.description))
    }

    // MARK: Nothing to do

    @Test(arguments: [
        #"{"type":"object","properties":{}}"#,
        #"{ "type" : "object", "properties" : { "a" : { "type" : "string" } } , "required" : [ "a" ] }"#,
        #"{"properties":{"a":{"type":["string","null"],"default":null,"enum":["x",null]}},"type":"object"}"#,
        ##"{"type":"object","properties":{"a":{"type":"array","items":{"$ref":"#/$defs/T"}}},"$defs":{"T":{"anyOf":[{}]}}}"##,
        #"{"type":"object","properties":{"grüße":{"description":"\u00e4\/é天"}},"additionalProperties":false}"#,
        #"{"type":"object","properties":{"a":{"const":null,"additionalProperties":true,"pattern":"^[a-z]+$"}}}"#,
        #"{"type":"object","properties":{"type":{"type":"string"},"$schema":{"type":"string"},"enum":{}}}"#,
        #"{"type":"object","properties":{"a":{"default":{"$id":null,"items":[],"type":7}}},"x-unknown":[1,true]}"#,
        ##"{"type":"object","properties":{"tree":{"$ref":"#"}}}"##,
    ])
    func `a sound schema is the very slice that came in`(schema: String) throws {
        let document = try JSONDocument(schema)

        let repaired = SchemaRepair.parameters(document.root)

        #expect(repaired.changes.isEmpty)
        #expect(repaired.json == document.root.raw)
        let isSameStorage = repaired.json.bytes.withUnsafeBytes { mended in
            document.bytes.withUnsafeBytes { mended.baseAddress == $0.baseAddress }
        }
        #expect(isSameStorage)
    }

    @Test(arguments: [
        #"{"properties":{"a":{"type":"array"}},"oneOf":[{"required":["a"]},{"required":["b"]}],"$schema":"x"}"#,
        #"{"type":["object","null"],"anyOf":[{"properties":{"a":{"enum":[]}}},{"properties":{"a":true}}]}"#,
        #"null"#,
    ])
    func `a repaired schema needs no second repair`(schema: String) throws {
        let once = try repaired(schema)

        #expect(try repair(once).changes.isEmpty)
    }

    @Test func `the same schema is the same bytes each time`() throws {
        let schema = #"{"anyOf":[{"properties":{"z":{},"a":{}}},{"properties":{"m":{},"a":{"type":"string"}}}]}"#

        #expect(try repaired(schema) == repaired(schema))
    }

    // MARK: The top

    @Test(
        arguments: zip(
            [#"{}"#, #"{"properties":{"a":{}}}"#, #"{"type":"object"}"#, #"null"#, #"true"#, #""object""#, #"[]"#],
            [
                #"{"type":"object","properties":{}}"#, #"{"properties":{"a":{}},"type":"object"}"#,
                #"{"type":"object","properties":{}}"#, #"{"type":"object","properties":{}}"#,
                #"{"type":"object","properties":{}}"#, #"{"type":"object","properties":{}}"#,
                #"{"type":"object","properties":{}}"#,
            ]
        )
    )
    func `type and properties are added where they are missing`(schema: String, expected: String) throws {
        #expect(try repaired(schema) == expected)
        #expect(try !repair(schema).changes.isEmpty)
    }

    @Test(arguments: [#"["object","null"]"#, #""string""#, "null", "7"])
    func `any other type at the top becomes object`(type: String) throws {
        #expect(
            try repaired(#"{"type":\#(type),"properties":{"a":{}}}"#) == #"{"type":"object","properties":{"a":{}}}"#
        )
    }

    @Test(arguments: ["null", "[]", "true"])
    func `properties that are not an object become empty`(properties: String) throws {
        #expect(
            try repaired(#"{"type":"object","properties":\#(properties)}"#) == #"{"type":"object","properties":{}}"#
        )
    }

    @Test func `alternatives at the top are merged: all properties, and what each of them requires`() throws {
        let schema = """
            {"type":"object","properties":{"id":{"type":"string"}},"required":["id"],"anyOf":[\
            {"properties":{"a":{"type":"string"},"b":{"type":"integer"}},"required":["a","b"]},\
            {"properties":{"b":{"type":"integer"},"c":{"type":"boolean"}},"required":["c","b"]}]}
            """

        let repair = try repair(schema)

        #expect(
            repair.json.text == """
                {"type":"object","properties":{"id":{"type":"string"},"a":{"type":"string"},"b":{"type":"integer"},\
                "c":{"type":"boolean"}},"required":["id","b"]}
                """
        )
        #expect(repair.changes.map(\.place.description) == ["anyOf"])
    }

    @Test func `a property that alternatives describe differently becomes an anyOf`() throws {
        let schema = """
            {"oneOf":[{"type":"object","properties":{"action":{"const":"add"},"x":{}},"required":["action"]},\
            {"type":"object","properties":{"action":{"const":"remove"}},"required":["action"]},\
            {"type":"object","properties":{"action":{"const":"add"}},"required":["action"]}]}
            """

        #expect(
            try repaired(schema) == """
                {"type":"object","properties":{"action":{"anyOf":[{"const":"add"},{"const":"remove"}]},"x":{}},\
                "required":["action"]}
                """
        )
    }

    @Test func `alternatives that only require leave nothing behind`() throws {
        let schema = #"{"type":"object","properties":{"a":{},"b":{}},"oneOf":[{"required":["a"]},{"required":["b"]}]}"#

        #expect(try repaired(schema) == #"{"type":"object","properties":{"a":{},"b":{}}}"#)
    }

    @Test func `a null among the alternatives does not affect required`() throws {
        let schema = #"{"anyOf":[{"type":"object","properties":{"a":{}},"required":["a"]},{"type":"null"}]}"#

        #expect(try repaired(schema) == #"{"type":"object","properties":{"a":{}},"required":["a"]}"#)
    }

    @Test func `allOf is merged and references are followed`() throws {
        let schema = """
            {"allOf":[{"$ref":"#/$defs/Base"},{"properties":{"b":{}},"required":["b"]}],\
            "$defs":{"Base":{"type":"object","properties":{"a":{}},"required":["a"]}}}
            """

        #expect(
            try repaired(schema) == """
                {"$defs":{"Base":{"type":"object","properties":{"a":{}},"required":["a"]}},"type":"object",\
                "properties":{"a":{},"b":{}},"required":["a","b"]}
                """
        )
    }

    @Test func `a top that is only a reference becomes its target`() throws {
        let schema = ##"{"$ref":"#/definitions/A~1B","definitions":{"A/B":{"type":"object","properties":{"a":{}}}}}"##

        let root = try JSONDocument(try repaired(schema)).root

        #expect(root["$ref"] == nil)
        #expect(root["properties"]?.raw.text == #"{"a":{}}"#)
    }

    @Test(arguments: [#""enum":[{}]"#, #""not":{"required":["a"]}"#, #""const":{}"#])
    func `other keywords that OpenAI refuses at the top are dropped`(member: String) throws {
        #expect(
            try repaired(#"{"type":"object","properties":{"a":{}},\#(member)}"#)
                == #"{"type":"object","properties":{"a":{}}}"#
        )
    }

    @Test func `references in a circle end`() throws {
        let schema = ##"{"anyOf":[{"$ref":"#"},{"$ref":"#/$defs/A"}],"$defs":{"A":{"allOf":[{"$ref":"#/$defs/A"}]}}}"##

        #expect(try repaired(schema).contains(#""properties":{}"#))
    }

    @Test func `merged schemas are repaired too`() throws {
        let schema = #"{"anyOf":[{"properties":{"a":{"type":"array","$comment":"c"}}}]}"#

        #expect(try repaired(schema) == #"{"type":"object","properties":{"a":{"type":"array","items":{}}}}"#)
    }

    // MARK: Below the top

    @Test(arguments: ["$schema", "$id", "$comment"])
    func `keywords for validators are dropped at any depth`(keyword: String) throws {
        let schema = #"{"\#(keyword)":"x","type":"object","properties":{"a":{"type":"string","\#(keyword)":"y"}}}"#

        let repair = try repair(schema)

        #expect(repair.json.text == #"{"type":"object","properties":{"a":{"type":"string"}}}"#)
        #expect(repair.changes.map(\.place.description) == [keyword, "properties.a.\(keyword)"])
    }

    @Test(arguments: ["true", "false", "null", "7", #""string""#, "[]"])
    func `a value in place of a schema becomes an empty schema`(value: String) throws {
        #expect(try repaired(property: value).json == "{}")
        #expect(
            try repaired(property: #"{"anyOf":[\#(value),{"type":"string"}]}"#).json
                == #"{"anyOf":[{},{"type":"string"}]}"#
        )
    }

    @Test(arguments: [
        #"{"type":"object","additionalProperties":false}"#, #"{"type":"object","additionalProperties":true}"#,
        #"{"unevaluatedProperties":false}"#,
    ])
    func `a boolean with a meaning stays`(property: String) throws {
        #expect(try repaired(property: property).json == property)
    }

    @Test(
        arguments: zip(
            [
                #"{"type":"array"}"#, #"{"type":["array","null"]}"#, #"{"type":"array","items":null}"#,
                #"{"type":"array","items":[{"type":"string"},{"type":"number"}]}"#, #"{"items":true,"type":"array"}"#,
                #"{"type":"array","prefixItems":[{"type":"string"}]}"#,
            ],
            [
                #"{"type":"array","items":{}}"#, #"{"type":["array","null"],"items":{}}"#,
                #"{"type":"array","items":{}}"#,
                #"{"type":"array","items":{}}"#, #"{"items":{},"type":"array"}"#,
                #"{"type":"array","prefixItems":[{"type":"string"}],"items":{}}"#,
            ]
        )
    )
    func `every array gets items, and tuples become loose ones`(property: String, expected: String) throws {
        #expect(try repaired(property: property).json == expected)
    }

    @Test(arguments: [
        #""required":null"#, #""required":true"#, #""required":[1]"#, #""enum":[]"#, #""enum":null"#, #""type":"any""#,
        #""type":[]"#, #""type":["string","date"]"#, #""description":null"#, #""x-anything":null"#, #""anyOf":[]"#,
        ##""allOf":{}"##, ##""$ref":"https://example.com/schema.json""##, ##""$ref":"#/$defs/Missing""##,
        ##""$ref":"other""##,
        #""$ref":7"#, #""pattern":"(?=x)""#, #""pattern":7"#, #""definitions":[]"#,
    ])
    func `a member that is wrong or says nothing is dropped, and only that`(member: String) throws {
        let repaired = try repaired(property: #"{"title":"t",\#(member),"minimum":1.0}"#)

        #expect(repaired.json == #"{"title":"t","minimum":1.0}"#)
        #expect(repaired.changes.count == 1)
    }

    @Test func `a regular expression among the names of properties is looked at too`() throws {
        let property = #"{"type":"object","patternProperties":{"^\\p{L}+$":{},"^x-":{"type":"string"}}}"#

        #expect(
            try repaired(property: property).json == #"{"type":"object","patternProperties":{"^x-":{"type":"string"}}}"#
        )
    }

    @Test func `repairs reach every place a schema can be`() throws {
        let broken = #"{"type":"array"}"#
        let places = [
            #"{"items":BROKEN}"#, #"{"not":BROKEN}"#, #"{"if":BROKEN,"then":BROKEN,"else":BROKEN}"#,
            #"{"additionalProperties":BROKEN}"#, #"{"oneOf":[{},BROKEN]}"#, #"{"allOf":[BROKEN]}"#,
            #"{"prefixItems":[BROKEN]}"#, #"{"properties":{"q":BROKEN}}"#, #"{"$defs":{"q":BROKEN}}"#,
            #"{"dependentSchemas":{"q":BROKEN}}"#, #"{"contains":BROKEN}"#, #"{"propertyNames":BROKEN}"#,
        ]

        for place in places {
            let repaired = try repaired(property: place.replacing("BROKEN", with: broken))

            #expect(repaired.json == place.replacing("BROKEN", with: #"{"type":"array","items":{}}"#))
        }
    }

    @Test func `keys and texts keep every byte, escapes and all`() throws {
        let schema =
            #"{"$id":"x","type":"object","properties":{"gr\u00fc\u00DFe\/天":{"description":"\ud83d\ude00 \"é\" \\n","#
            + #""$comment":"x","default": 1.50e+3 }}}"#

        #expect(
            try repaired(schema)
                == #"{"type":"object","properties":{"gr\u00fc\u00DFe\/天":{"description":"\ud83d\ude00 \"é\" \\n","#
                + #""default":1.50e+3}}}"#
        )
    }

    @Test func `a keyword written with escapes is recognized`() throws {
        #expect(
            try repaired(#"{"type":"object","properties":{},"\u0024schema":"x"}"#)
                == #"{"type":"object","properties":{}}"#
        )
    }

    @Test func `names that are keywords elsewhere are only names`() throws {
        let schema = #"{"type":"object","properties":{"$comment":{"type":"string"},"items":{"type":"array"}}}"#

        #expect(
            try repaired(schema)
                == #"{"type":"object","properties":{"$comment":{"type":"string"},"items":{"type":"array","items":{}}}}"#
        )
    }

    @Test func `a schema nested past all reason is cut and not followed`() throws {
        let depth = 200
        let schema =
            String(repeating: #"{"type":"object","properties":{"a":"#, count: depth) + "{}"
            + String(repeating: "}}", count: depth)

        let repair = try repair(schema)

        #expect(repair.changes.count == 1)
        #expect(repair.json.bytes.count < schema.utf8.count / 4)
        #expect(throws: Never.self) { try JSONDocument(repair.json.text) }
    }

    @Test func `a change names its place in the client's request`() throws {
        let request = #"{"tools":[{"input_schema":{"type":"object","properties":{"a b":{"enum":[]}}}}]}"#
        let schema = try #require(
            try JSONDocument(request).root["tools"]?.elements.first { _ in true }?["input_schema"]
        )

        let repair = SchemaRepair.parameters(schema)

        #expect(repair.changes.map(\.place.description) == ["tools[0].input_schema.properties.a b.enum"])
    }
}
