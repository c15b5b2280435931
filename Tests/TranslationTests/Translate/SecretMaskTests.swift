import Testing

@testable import Translation

@Suite struct SecretMaskTests {
    @Test(arguments: [
        (
            "Incorrect API key provided: sk-proj-Ab3_x*****wxyz. You can find it.",
            "Incorrect API key provided: •••. You can find it."
        ),
        ("Incorrect API key provided: dummy.", "Incorrect API key provided: •••."),
        ("bad header Authorization: Bearer abc.def-123", "bad header Authorization: Bearer •••"),
        ("key 'sk-1234567890' is revoked", "key '•••' is revoked"),
        ("api_key=\"hunter2\" refused", "api_key=\"•••\" refused"),
        ("token gsk_0123456789abcdef", "token •••"),
        ("xai-abcdef123 and AIzaSyA-1234567890", "••• and •••"),
    ])
    func `a key is hidden`(_ message: String, _ masked: String) {
        #expect(SecretMask.masking(message) == masked)
    }

    @Test(arguments: ["The task-force took a risk-free route.", "No API key was given.", "msk-1 is a cluster"])
    func `other words stay`(_ message: String) {
        #expect(SecretMask.masking(message) == message)
    }

    @Test func `no error carries a key`() {
        let error = OpenAIError(status: 401, message: "Incorrect API key provided: sk-secret123.")

        #expect(!error.message.contains("sk-secret"))
        #expect(!APIError(error, replyingTo: .plain()).message.contains("sk-secret"))
    }
}
