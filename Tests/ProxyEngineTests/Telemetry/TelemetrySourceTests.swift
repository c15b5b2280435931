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

    @Test(arguments: [nil, "application/json", "application/json; charset=utf-8", "Application/JSON"])
    func `JSON is recognized by its content type, and assumed without one`(contentType: String?) {
        #expect(TelemetryEncoding(contentType: contentType) == .json)
    }

    @Test func `protobuf is recognized by its content type`() {
        #expect(TelemetryEncoding(contentType: "application/x-protobuf") == .protobuf)
    }

    @Test func `any other content type is refused`() {
        #expect(TelemetryEncoding(contentType: "application/grpc") == nil)
    }
}
