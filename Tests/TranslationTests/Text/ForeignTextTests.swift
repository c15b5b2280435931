import Testing

@testable import Translation

/// Text of others in what this program prints.
@Suite struct ForeignTextTests {
    @Test(arguments: [
        ("a\r\nb", "a  b"), ("a\u{1B}[31m", "a [31m"), ("a\u{9B}b", "a b"), ("a\u{7F}b", "a b"),
        ("a\u{202E}b", "a b"), ("a\u{2028}b", "a b"), ("a\u{2066}b", "a b"), ("a\u{200F}b", "a b"),
        ("a\u{61C}b", "a b"),
    ])
    func `what would mislead a reader is a space`(_ text: String, _ shown: String) {
        #expect(ForeignText.line(text) == shown)
    }

    @Test(arguments: ["", "a b", "Grüße, 世界! 👩‍👩‍👧 → … “x” ש", "\u{2010}\u{2030}"])
    func `everything else stays`(_ text: String) {
        #expect(ForeignText.line(text) == text)
    }

    @Test(arguments: [
        ("sk-proj-abc123_DEF", "sk-•••"), ("key=sk-abcd1234.", "key=sk-•••"),
        ("sk-abcd1234, sk-efgh5678", "sk-•••, sk-•••"),
        ("Authorization: Bearer abcd1234", "Authorization: Bearer •••"), ("bearer  a.b-c_123456", "bearer  •••"),
    ])
    func `what looks like a key goes`(_ text: String, _ shown: String) {
        #expect(ForeignText.withoutKeys(text) == shown)
    }

    @Test(arguments: [
        "", "sk-", "sk-short1", "task-management-2026", "desk-12345678", "the bearer of this letter",
        "Bearer authentication",
        "Bearer ", "Bear",
    ])
    func `what only resembles one stays`(_ text: String) {
        #expect(ForeignText.withoutKeys(text) == text)
    }
}
