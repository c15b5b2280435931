import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct TranslationNotePlacesTests {
    private static func schemas(_ count: Int) throws -> [TranslationNote] {
        let tools = (0..<count).map { number in
            #"{"name":"t\#(number)","input_schema":{"$schema":"x","type":"object","properties":{}}}"#
        }
        let request = try TranslationSample.request(fields: #""tools":[\#(tools.joined(separator: ","))]"#)
        return try TranslationSample.translate(request).notes.filter { $0.code == .schemaKeywordForValidators }
    }

    @Test func `the same change of thirty tools is one note with thirty places`() throws {
        let notes = try Self.schemas(30)

        #expect(notes.count == 1)
        #expect(notes.first?.places.count == 30)
        #expect(notes.first?.hasMorePlaces == false)
        #expect(notes.first?.places.last?.source == "tools[29].input_schema.$schema")
        #expect(notes.first?.places.last?.target == "tools[29].parameters")
    }

    @Test func `notes that say different things, or by different rules, stay apart`() {
        let notes = [
            TranslationNote(.drop, from: "a", .blankText), TranslationNote(.lossy, from: "b", .blankText),
            TranslationNote(.drop, from: "c", .blankText, rule: "config.yaml:1"),
            TranslationNote(.drop, from: "d", .parameterNotTaken, .model("m"), .parameter("p")),
            TranslationNote(.drop, from: "e", .parameterNotTaken, .model("m"), .parameter("q")),
            TranslationNote(.drop, from: "f", .blankText),
        ]

        let merged = notes.merged()

        #expect(merged.map { $0.places.map(\.source) } == [["a", "f"], ["b"], ["c"], ["d"], ["e"]])
    }

    @Test func `places are bounded, and a note says that there were more`() {
        let notes = (0..<1500).map { TranslationNote(.drop, from: ["a", .index($0)], .blankText) }

        let merged = notes.merged()

        #expect(merged.count == 1)
        #expect(merged[0].places.count == TranslationNote.maximumPlaces)
        #expect(merged[0].hasMorePlaces)
    }
}
