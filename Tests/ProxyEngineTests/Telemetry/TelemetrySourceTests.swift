import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct TelemetrySourceTests {
    @Test(arguments: TelemetrySource.allCases)
    func `a source is found by its path`(source: TelemetrySource) {
        #expect(TelemetrySource(path: source.path) == source)
    }

    @Test func `another path is not a source`() {
        #expect(TelemetrySource(path: "/v1/messages") == nil)
    }

    @Test(arguments: ["application/json", "application/json; charset=utf-8", "Application/JSON"])
    func `JSON is recognized by its content type`(contentType: String) {
        #expect(TelemetryEncoding(contentType: contentType) == .json)
    }

    @Test func `protobuf is recognized by its content type`() {
        #expect(TelemetryEncoding(contentType: "application/x-protobuf") == .protobuf)
    }

    /// Those that a web page of any site may send without asking first are among them.
    @Test(arguments: [
        nil, "", "text/plain", "text/plain; charset=utf-8", "text/json", "application/x-www-form-urlencoded",
        "multipart/form-data", "application/grpc",
    ])
    func `any other content type is refused, and so is none`(contentType: String?) {
        #expect(TelemetryEncoding(contentType: contentType) == nil)
    }
}
