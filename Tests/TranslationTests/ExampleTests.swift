import Testing
import TranslationExample

/// The source of Examples/TranslateARequest, which sees only the public declarations of `Translation`.
struct ExampleTests {
    @Test func `the example translates a request and the stream that answers it`() throws {
        let output = try translateARequest()

        #expect(output.hasPrefix("POST /responses\n{\"model\":\"gpt-5.2\","))
        #expect(output.contains("DROP top_k"))
        #expect(output.contains(#""delta":{"type":"text_delta","text":"Hello."}"#))
        #expect(output.contains(#"data: {"type":"message_stop"}"#))
    }
}
