import Testing
import TranslationTestSupport

@testable import Translation

/// Requests made to be expensive, at one size and at eight times that size.
@Suite struct HostileRequestSpeedTests {
    struct Shape: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var dialect = DialectName.responses
        var begin: String
        var part: @Sendable (Int) -> String
        var end: String

        func request(_ count: Int) throws -> MessagesRequest {
            let parts = (0..<count).map(part).joined(separator: ",")
            let message = #""messages":[{"role":"user","content":"x"}]"#
            let body = #"{"model":"m","max_tokens":16,\#(message),"# + begin + parts + end
            return try MessagesRequest(JSONDocument(body))
        }
    }

    static let shapes = [
        Shape(
            testDescription: "allowed domains",
            begin: #""tools":[{"type":"web_search_20250305","name":"web_search","allowed_domains":["#,
            part: { #""d\#($0).example.com""# },
            end: "]}]}"
        ),
        Shape(
            testDescription: "branches that share a property",
            begin: #""tools":[{"name":"n","input_schema":{"anyOf":["#,
            part: { #"{"properties":{"p":{"const":\#($0)}}}"# },
            end: "]}}]}"
        ),
        Shape(
            testDescription: "references into a list",
            begin: #""tools":[{"name":"n","input_schema":{"$defs":{"l":{"anyOf":["#,
            part: { ##"{"$ref":"#/$defs/l/anyOf/\##($0)"}"## },
            end: "]}}}}]}"
        ),
        Shape(
            testDescription: "notes on a part that is refused",
            dialect: .chat,
            begin: #""tools":["#,
            part: { #"{"name":"n\#($0)","input_schema":{"$schema":"x","type":"object","properties":{}}}"# },
            end: "]}"
        ),
    ]

    private static func many(_ part: String, _ count: Int) -> String {
        [String](repeating: part, count: count).joined(separator: ",")
    }

    @Test(arguments: shapes)
    func `eight times as large a request is eight times the work`(_ shape: Shape) throws {
        // OpenAI takes at most 128 tools.
        var target = TranslationSample.target(isOpenAI: shape.dialect == .responses)
        target.refusedParameters = shape.dialect == .chat ? ["tools"] : []
        func cost(_ count: Int) throws -> Duration {
            let request = try shape.request(count)
            return ProcessorTime.spent {
                #expect((try? TranslationSample.translate(request, shape.dialect, for: target)) != nil)
            }
        }

        let (few, many) = (try cost(1_000), try cost(8_000))

        // Quadratic work would be 64 times as much.
        #expect(many < few * 24, "\(few) for a thousand, \(many) for eight thousand")
    }

    @Test func `a stop sequence that almost matches costs no more than a short one`() throws {
        func cost(_ length: Int) throws -> Duration {
            var scanner = try #require(StopSequenceScanner([String(repeating: "a", count: length) + "b"]))
            let piece = JSONText(String(repeating: "a", count: 10))
            return ProcessorTime.spent {
                for _ in 0..<10_000 { #expect(scanner.feed(piece).match == nil) }
            }
        }

        let (short, long) = (try cost(10), try cost(50_000))

        #expect(long < short * 24, "\(short) for ten bytes, \(long) for 50,000")
    }

    /// With a walk for each way to a definition these would be 10 to the power of 12.
    @Test func `definitions that refer to one another many times are read once each`() throws {
        let levels = (0..<12).map { level in
            ##""d\##(level)":{"anyOf":[\##(Self.many(##"{"$ref":"#/$defs/d\##(level + 1)"}"##, 10))]}"##
        }
        let leaf = #""d12":{"type":"string","minLength":1}"#
        let schema = try JSONDocument("{\"$defs\":{\((levels + [leaf]).joined(separator: ","))}}").root
        var check = SchemaValueCheck(root: schema)

        #expect(check.refuses(.emptyText, try #require(schema["$defs"]?["d0"])))
    }
}
