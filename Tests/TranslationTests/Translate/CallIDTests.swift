import Testing

@testable import Translation

@Suite struct CallIDTests {
    @Test(arguments: ["toolu_01A09q90qw90lq917835lq9a", "call_0", "a", String(repeating: "i", count: 40)])
    func `a legal id stays as it is`(id: String) {
        #expect(CallID.sent(id, limit: 40) == id)
    }

    @Test func `an id of 41 characters is replaced on Chat Completions and kept on Responses`() {
        let id = String(repeating: "i", count: 41)

        #expect(CallID.sent(id, limit: 40).wholeMatch(of: /call_[0-9a-f]{32}/) != nil)
        #expect(CallID.sent(id, limit: 64) == id)
    }

    @Test(arguments: [String(repeating: "i", count: 65), "", "toolu 1", "call:1", "über", "a\"b"])
    func `an illegal id becomes the same legal one each time`(id: String) {
        let sent = CallID.sent(id, limit: 64)

        #expect(sent.wholeMatch(of: /call_[0-9a-f]{32}/) != nil)
        #expect(CallID.sent(id, limit: 64) == sent)
    }

    @Test func `different ids become different ones`() {
        #expect(CallID.sent("a b", limit: 64) != CallID.sent("a:b", limit: 64))
    }

    @Test func `the replacement is 32 digits of the SHA-256`() {
        // printf 'call:1' | sha256sum
        #expect(CallID.sent("call:1", limit: 64) == "call_0af6315558b41599b4a0fbfa5d31d443")
    }
}
