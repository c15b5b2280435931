import Testing

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// Where in what was sent, and in what was asked, the upstream's complaint belongs.
@Suite struct ComplaintTests {
    private static func complaint(_ dialect: DialectName, _ status: Int, _ error: String) throws -> Complaint? {
        var sample = try SampleExchange(SampleExchange.request(tools: 5, messages: 3), dialect: dialect)
        sample.refuse(status, error)
        return Complaint(
            sample.exchange,
            sample.stages,
            sent: try JSONDocument(sample.stages.openAIRequest.body),
            asked: try JSONDocument(sample.stages.anthropicRequest.body)
        )
    }

    private static func error(_ message: String, _ parameter: String?, code: String = "invalid_value") -> String {
        let parameter = parameter.map { "\"\($0)\"" } ?? "null"
        return
            #"{"error":{"message":"\#(message)","type":"invalid_request_error","param":\#(parameter),"code":"\#(code)"}}"#
    }

    @Test(arguments: [DialectName.chat, .responses])
    func `a schema's fault is found in both requests`(_ dialect: DialectName) throws {
        let complaint = try #require(try Self.complaint(dialect, 400, SampleExchange.schemaError))
        #expect(complaint.tool == "WebFetch")
        #expect(complaint.sentPath?.hasSuffix("parameters.properties.url.format") == true)
        #expect(complaint.askedPath == "tools[3].input_schema.properties.url.format")
    }

    @Test func `a parameter that was made from another leads back to it`() throws {
        let complaint = try Self.complaint(.chat, 400, Self.error("Unsupported value", "model"))
        #expect(complaint?.sentPath == "model")
        #expect(complaint?.askedPath == "model")
    }

    @Test func `a path in the message will do`() throws {
        let complaint = try Self.complaint(.chat, 400, Self.error("Invalid 'messages.[1].content': too long", nil))
        #expect(complaint?.sentPath == "messages[1].content")
    }

    @Test func `a place that is not there is none`() throws {
        let complaint = try #require(try Self.complaint(.chat, 400, Self.error("Unknown parameter", "nowhere")))
        #expect(complaint.sentPath == nil && complaint.askedPath == nil)
        #expect(complaint.error.message == "Unknown parameter")
    }

    @Test func `without an error there is no complaint`() throws {
        let sample = try SampleExchange.answered()
        #expect(Complaint(sample.exchange, sample.stages, sent: nil, asked: nil) == nil)
    }
}
