import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct ExtraBodyTests {
    @Test func `members replace existing ones in place, and others are added at the end`() throws {
        var notes: [TranslationNote] = []
        let merged = try ExtraBody.merged(
            into: Array(#"{"a":1,"b":{"c":2.0},"d":"x"}"#.utf8),
            RawJSON(validating: #"{"z": [1e3], "b": null}"#),
            of: TranslationSample.request(),
            rule: "config.yaml:14",
            notes: &notes
        )

        #expect(String(decoding: merged, as: UTF8.self) == #"{"a":1,"b":null,"d":"x","z":[1e3]}"#)
        #expect(
            notes == [
                TranslationNote(.map, to: "b", .replacedByConfiguration, rule: "config.yaml:14"),
                TranslationNote(.add, to: "z", .addedByConfiguration, rule: "config.yaml:14"),
            ]
        )
    }

    @Test func `the client's value is noted as dropped`() throws {
        var target = TranslationSample.target("gpt-4.1")
        target.options.extraBody = try RawJSON(validating: #"{"temperature": 0.25}"#)
        let request = try TranslationSample.request(fields: #""temperature": 0.5"#)
        let translated = try TranslationSample.translate(request, .chat, for: target)

        #expect(translated.notes(from: "temperature").map(\.kind) == [.drop])
        #expect(try translated.text("temperature") == "0.25")
    }

    @Test func `a value that is not an object is refused with the name of its rule`() throws {
        var target = TranslationSample.target()
        target.options.extraBody = try RawJSON(validating: "[1]")
        target.options.rule = "config.yaml:9"

        let error = #expect(throws: InvalidRequest.self) {
            try TranslationSample.translate(TranslationSample.request(), for: target)
        }
        #expect(error?.problem == "extra_body in config.yaml:9 must be a JSON object")
    }
}
