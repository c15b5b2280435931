import Foundation
import TestSupport
import Testing
import TranslationTestSupport

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// The words that a check and a start have for people, as their golden files keep them.
struct GoldenMessagesTests {
    @Test(arguments: ["DoctorTests/Golden", "EndToEndTests/Golden/start"])
    func `no message holds a type's name, a crash or a key`(_ folder: String) throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(
            at: tests.appending(path: folder),
            includingPropertiesForKeys: nil
        )

        #expect(files.count > 10)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(PlainMessage.blemish(in: text, secrets: ["secret"]) == nil, "\(file.lastPathComponent)")
        }
    }

    @Test(arguments: [
        "Optional(3)", "a ConfigErrors(errors: [])", "NIOConnectionError", "HTTPClientError.remote is SomeError",
        "ProxyEngine.Config", "Fatal error: no", "at 0x00007f3a", "the key sk-start-0123456789abcdef", "my secret",
    ])
    func `each is found where there is one`(_ text: String) {
        #expect(PlainMessage.blemish(in: text, secrets: ["secret"]) != nil)
    }

    @Test func `a hint at a key's form is none`() {
        #expect(PlainMessage.blemish(in: "OpenAI's begin with sk-; export OPENAI_API_KEY=sk-…") == nil)
    }
}
