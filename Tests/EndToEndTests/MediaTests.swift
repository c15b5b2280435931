import Foundation
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    @Suite(.needsBothClients)
    struct MediaTests {
        @Test(arguments: ClaudeCode.Version.allCases, ScriptedAPI.models)
        func `an image that is read reaches the model`(
            _ version: ClaudeCode.Version,
            _ api: ScriptedAPI
        ) async throws {
            try await Self.reading("dot.png", SampleFile.png, version, api) { request in
                let images = request.json.all(ofType: "input_image") + request.json.all(ofType: "image_url")
                let urls = images.compactMap { ($0["image_url"]?["url"] ?? $0["image_url"])?.string }
                #expect(urls == ["data:image/png;base64," + Data(SampleFile.png).base64EncodedString()])
            }
        }

        @Test(arguments: ClaudeCode.Version.allCases, ScriptedAPI.models)
        func `a PDF that is read reaches the model`(
            _ version: ClaudeCode.Version,
            _ api: ScriptedAPI
        ) async throws {
            try await Self.reading("page.pdf", SampleFile.pdf, version, api) { request in
                let files =
                    request.json.all(ofType: "input_file") + request.json.all(ofType: "file").map { $0["file"] ?? nil }
                #expect(files.count == 1)
                #expect(files.first?["filename"]?.string?.hasSuffix(".pdf") == true)
                let data = files.first?["file_data"]?.string
                #expect(data == "data:application/pdf;base64," + Data(SampleFile.pdf).base64EncodedString())
            }
        }

        /// Has the model read a file and the client answer, and gives the request that carries what was read.
        private static func reading(
            _ name: String,
            _ contents: [UInt8],
            _ version: ClaudeCode.Version,
            _ api: ScriptedAPI,
            check: @Sendable (RecordedRequest) throws -> Void
        ) async throws {
            try await Bridge.running(api, []) { bridge in
                try bridge.folder.write(contents, to: name)
                let read = ModelReply.Part.call("Read", ["file_path": .string(bridge.folder.file(name).path)])
                try await bridge.mock.script([.on("look at the file", .calls(read)), .otherwise])

                let run = try await bridge.claude(version, "look at the file", "--allowedTools", "Read")

                #expect(run.text == "done")
                let encoded = Data(contents).base64EncodedString()
                let request = try #require(
                    try await bridge.mock.requests().first { $0.json.text.contains(encoded) },
                    "a request carries the file"
                )
                try check(request)
            }
        }
    }
}
