import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct ArgumentRulesTests {
    private static func tool(_ schema: String, name: String = "Read") throws -> [Tool] {
        let tool = #"{"name": "\#(name)", "input_schema": \#(schema)}"#
        return try TranslationSample.request(fields: #""tools": [\#(tool)]"#).tools
    }

    private static func parameters(_ schema: String, _ settings: RepairSettings = RepairSettings()) throws -> [String] {
        ArgumentRules(settings, tools: try tool(schema)).parameters(of: "Read").map { parameter in
            parameter.name + (parameter.refusesEmpty ? "=\"\"" : "") + (parameter.refusesNull ? "=null" : "")
        }
    }

    /// What is left out of an optional property that `schema` describes.
    private static func refusals(_ schema: String) throws -> String? {
        var settings = RepairSettings()
        settings.emptyArguments = []
        return try parameters(#"{"type": "object", "properties": {"p": \#(schema)}}"#, settings).first
    }

    // MARK: The list

    @Test func `a named parameter is left out when it is empty`() throws {
        let schema = #"{"type": "object", "properties": {"pages": {}, "path": {}}, "required": ["path"]}"#

        #expect(try Self.parameters(schema) == [#"pages="""#])
    }

    @Test func `a required parameter is never left out, named or not`() throws {
        let schema = #"""
            {"type": "object", "properties": {"pages": {"type": "string", "minLength": 1}}, "required": ["pages"]}
            """#

        #expect(try Self.parameters(schema) == [])
    }

    @Test func `a list is about its own tools`() throws {
        let rules = ArgumentRules(
            tools: try Self.tool(#"{"type": "object", "properties": {"pages": {}}}"#, name: "Edit")
        )

        #expect(rules.parameters(of: "Edit") == [])
        #expect(rules.parameters(of: "Read") == [])
    }

    @Test func `off switches the rule of the schemas off too`() throws {
        var off = RepairSettings()
        off.emptyArguments = nil
        let schema = #"{"type": "object", "properties": {"pages": {"type": "string", "minLength": 1}}}"#

        #expect(try Self.parameters(schema, off) == [])
        #expect(try Self.parameters(schema) == [#"pages=""=null"#])
    }

    @Test func `notes cite the line, or that the rule is built in`() throws {
        var settings = RepairSettings()
        settings.emptyArguments = [.init(tool: "Read", parameter: "a", rule: "config.yaml:3")]
        let schema = #"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"enum": ["x"]}}}"#

        let parameters = ArgumentRules(settings, tools: try Self.tool(schema)).parameters(of: "Read")

        #expect(parameters.map(\.rule) == ["config.yaml:3", "built-in rule"])
    }

    // MARK: What a schema refuses

    @Test(arguments: [
        #"{"type": "string", "minLength": 1}"#, #"{"type": "string", "enum": ["a", "b"]}"#, #"{"const": "a"}"#,
        #"{"type": "string", "pattern": "^[0-9]+$"}"#, #"{"type": "string", "format": "uri"}"#,
        #"{"type": "string", "format": "date"}"#, #"{"type": "string", "format": "uuid"}"#, #"{"type": "integer"}"#,
        #"{"type": "string", "format": "email"}"#, #"{"type": ["array", "boolean"]}"#,
        #"{"anyOf": [{"type": "integer"}, {"type": "string", "minLength": 2}]}"#,
        #"{"allOf": [{}, {"type": "string", "minLength": 1}]}"#,
    ])
    func `a schema that no empty text fits has it left out`(_ schema: String) throws {
        #expect(try Self.refusals(schema)?.contains(#"="""#) == true)
    }

    @Test(arguments: [
        "{}", "true", #"{"type": "string"}"#, #"{"type": "string", "minLength": 0}"#, #"{"enum": ["", "a"]}"#,
        #"{"type": "string", "pattern": "^[0-9]*$"}"#, #"{"type": "string", "format": "regex"}"#,
        #"{"anyOf": [{"type": "string"}, {"type": "integer"}]}"#, #"{"type": "string", "pattern": "(?=x)x"}"#,
        #"{"type": ["integer", "string"]}"#, #"{"type": "string", "minLength": 1, "default": ""}"#,
        ##"{"$ref": "#/nowhere"}"##, #"{"anyOf": []}"#,
    ])
    func `a schema that an empty text may fit keeps it`(_ schema: String) throws {
        #expect(try Self.refusals(schema)?.contains(#"="""#) != true)
    }

    @Test(arguments: [
        (#"{"type": "string"}"#, true), (#"{"type": ["integer", "array"]}"#, true), (#"{"enum": ["a"]}"#, true),
        (#"{"anyOf": [{"type": "string"}, {"type": "object"}]}"#, true), (#"{"oneOf": [{"const": 1}]}"#, true),
        ("{}", false), (#"{"type": ["string", "null"]}"#, false), (#"{"type": "string", "nullable": true}"#, false),
        (#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, false), (#"{"enum": ["a", null]}"#, false),
        (#"{"type": "string", "default": null}"#, false), (#"{"const": null}"#, false), (#"{"type": null}"#, false),
    ])
    func `null is left out if the schema does not allow it`(_ schema: String, _ isLeftOut: Bool) throws {
        #expect(try (Self.refusals(schema)?.contains("=null") ?? false) == isLeftOut)
    }

    @Test func `references are followed, and circles end`() throws {
        let schema = ##"""
            {"type": "object", "properties": {"a": {"$ref": "#/$defs/Day"}, "b": {"$ref": "#/$defs/Loop"}},
             "$defs": {"Day": {"type": "string", "format": "date"}, "Loop": {"$ref": "#/$defs/Loop"}}}
            """##

        #expect(try Self.parameters(schema) == [#"pages="""#, #"a=""=null"#])
    }

    @Test(arguments: ["anyOf", "oneOf", "allOf", "if", "dependentRequired", "minProperties", "$ref"])
    func `nothing is derived from a schema with other constraints than required`(_ keyword: String) throws {
        let schema = #"{"type": "object", "properties": {"a": {"type": "integer"}}, "\#(keyword)": 1}"#

        #expect(try Self.parameters(schema) == [#"pages="""#])
    }

    @Test(arguments: [
        ("a", true), ("^$", false), ("a*", false), ("a+", true), ("a{0,2}", false), ("a{2}", true), ("(a|b)", true),
        ("(a|b*)", false), ("(?:a?)", false), ("a|", false), (#"\d+"#, true), (#"\b"#, false), (#"[\]a]+"#, true),
        ("^(a+)?$", false), (#"^\d+(-\d+)?$"#, true), ("[", false), ("a+?", true), ("()", false), ("", false),
    ])
    func `a pattern refuses an empty text only where that is certain`(_ pattern: String, _ refuses: Bool) {
        #expect(SchemaPattern.refusesEmptyText(pattern) == refuses)
    }
}
