import Foundation
import Testing

/// No code decides by the name of an API, except in the folder of that API: everything else asks its traits.
struct DialectNameTests {
    private static let sources = URL(filePath: #filePath).appending(path: "../../../Sources").standardized

    /// Where a dialect, and the mock of OpenAI's two APIs, are at home.
    private static let homes = [
        "/Translate/Responses/", "/Translate/ChatCompletions/", "/Translate/AnthropicMessages/", "/MockOpenAI/",
    ]

    private static var files: [URL] {
        let found = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        return (found?.compactMap { $0 as? URL } ?? []).filter { file in
            file.pathExtension == "swift" && !homes.contains { file.path.contains($0) }
        }
    }

    @Test func `no code outside the dialects' folders decides by a dialect's name`() throws {
        let names = #"\.(responses|chat|anthropic)\b"#
        let decision = try Regex(#"[=!]= *\#(names)|\#(names) *[=!]=|case \#(names)"#)
        let files = Self.files

        #expect(files.count > 100)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            let found = text.split(separator: "\n").filter { $0.contains(decision) }
            #expect(found.isEmpty, "\(file.lastPathComponent)")
        }
    }

    @Test func `the client has no word of its own for the key`() throws {
        for file in Self.files where file.path.contains("/ProxyEngine/") {
            #expect(try !String(contentsOf: file, encoding: .utf8).contains("\"Bearer "), "\(file.lastPathComponent)")
        }
    }
}
