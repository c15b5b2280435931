import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// Where in what was sent, and in what was asked, the upstream's locatedError belongs.
@Suite struct LocatedErrorTests {
    private static func locatedError(_ dialect: DialectName, _ status: Int, _ error: String) throws -> LocatedError? {
        var sample = try SampleExchange(SampleExchange.request(tools: 5, messages: 3), dialect: dialect)
        sample.refuse(status, error)
        return LocatedError(
            sample.exchange,
            sent: try JSONDocument(sample.stages.upstreamRequest.body),
            asked: try JSONDocument(sample.stages.clientRequest.body)
        )
    }

    private static func error(_ message: String, _ parameter: String?, code: String = "invalid_value") -> String {
        let parameter = parameter.map { "\"\($0)\"" } ?? "null"
        return
            #"{"error":{"message":"\#(message)","type":"invalid_request_error","param":\#(parameter),"code":"\#(code)"}}"#
    }

    @Test(arguments: [DialectName.chat, .responses])
    func `a schema's fault is found in both requests`(_ dialect: DialectName) throws {
        let locatedError = try #require(try Self.locatedError(dialect, 400, SampleExchange.schemaError))
        #expect(locatedError.tool == "WebFetch")
        #expect(locatedError.sentPath?.description.hasSuffix("parameters.properties.url.format") == true)
        #expect(locatedError.askedPath == "tools[3].input_schema.properties.url.format")
    }

    @Test func `a parameter that was made from another leads back to it`() throws {
        let locatedError = try Self.locatedError(.chat, 400, Self.error("Unsupported value", "model"))
        #expect(locatedError?.sentPath == "model")
        #expect(locatedError?.askedPath == "model")
    }

    @Test func `a path in the message will do`() throws {
        let locatedError = try Self.locatedError(
            .chat,
            400,
            Self.error("Invalid 'messages.[1].content': too long", nil)
        )
        #expect(locatedError?.sentPath == "messages[1].content")
    }

    @Test func `a place that is not there is none`() throws {
        let locatedError = try #require(try Self.locatedError(.chat, 400, Self.error("Unknown parameter", "nowhere")))
        #expect(locatedError.sentPath == nil && locatedError.askedPath == nil)
        #expect(locatedError.error.message == "Unknown parameter")
    }

    @Test func `without an error there is no located error`() throws {
        let sample = try SampleExchange.answered()
        #expect(LocatedError(sample.exchange, sent: nil, asked: nil) == nil)
    }
}
