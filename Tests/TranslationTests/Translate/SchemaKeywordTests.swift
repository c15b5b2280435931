import Testing

@testable import Translation

@Suite struct SchemaKeywordTests {
    /// Repairs `property` inside of a schema that is sound.
    private func repaired(_ property: String) throws -> (json: String, changes: Int) {
        let schema = #"{"type":"object","properties":{"p":\#(property)}}"#
        let repaired = SchemaRepair.parameters(try JSONDocument(schema).root)
        let value = try #require(try JSONDocument(repaired.json.text).root["properties"]?["p"])
        return (value.raw.text, repaired.changes.count)
    }

    @Test(arguments: [
        #""title":"t""#, #""minimum":-1.5"#, #""exclusiveMaximum":1e3"#, #""multipleOf":0.5"#, #""minLength":0"#,
        #""maxItems":2.0"#, #""uniqueItems":false"#, #""readOnly":true"#, #""examples":[]"#, #""format":"no-such""#,
        #""type":["string","null"]"#, #""required":["a","b"]"#, #""x-minimum":"5""#,
    ])
    func `valid values stay`(_ member: String) throws {
        let repaired = try repaired("{\(member)}")

        #expect(repaired.json == "{\(member)}")
        #expect(repaired.changes == 0)
    }

    @Test(arguments: [
        #""title":7"#, #""description":["a"]"#, #""format":true"#, #""minimum":"5""#, #""maximum":[]"#,
        #""exclusiveMinimum":true"#, #""exclusiveMaximum":false"#, #""multipleOf":0"#, #""minLength":-1"#,
        #""maxLength":"9""#, #""minItems":1.5"#, #""maxProperties":{}"#, #""uniqueItems":"yes""#, #""deprecated":1"#,
        #""examples":"x""#, #""minContains":true"#, #""contentEncoding":7"#, #""contentMediaType":7"#,
        #""writeOnly":0"#,
    ])
    func `only values that the meta-schema refuses are dropped`(_ member: String) throws {
        let repaired = try repaired(#"{"type":"string",\#(member),"default":1}"#)

        #expect(repaired.json == #"{"type":"string","default":1}"#)
        #expect(repaired.changes == 1)
    }

    @Test func `an exclusive limit is written in the current form of JSON Schema`() throws {
        #expect(
            try repaired(#"{"minimum":0,"exclusiveMinimum":true,"exclusiveMaximum":true,"maximum":1.50}"#).json
                == #"{"minimum":0,"exclusiveMinimum":0,"exclusiveMaximum":1.50,"maximum":1.50}"#
        )
    }

    @Test func `names that come twice are named once`() throws {
        #expect(try repaired(#"{"required":["a","b","a"]}"#).json == #"{"required":["a","b"]}"#)
        #expect(try repaired(#"{"type":["null","string","null"]}"#).json == #"{"type":["null","string"]}"#)
        #expect(try repaired(#"{"required":["a","\u0061"]}"#).json == #"{"required":["a"]}"#)
    }

    @Test func `a long list of different names stays`() throws {
        let names = (0..<40).map { #""n\#($0)""# }.joined(separator: ",")

        #expect(try repaired(#"{"required":[\#(names)]}"#).changes == 0)
    }

    @Test func `the top is looked at too`() throws {
        let schema = #"{"type":"object","properties":{},"title":7,"minProperties":"1","required":["a","a"]}"#

        #expect(
            SchemaRepair.parameters(try JSONDocument(schema).root).json.text
                == #"{"type":"object","properties":{},"required":["a"]}"#
        )
    }
}
