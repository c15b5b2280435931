import Testing

@testable import Translation

@Suite struct SessionKeysTests {
    private func request(userID: String?) throws -> MessagesRequest {
        var json = JSONWriter()
        json.object { json in
            json.member("model", literal: "claude-opus-5-5")
            json.member("max_tokens", 1)
            json.array("messages") { json in
                json.object { json in
                    json.member("role", literal: "user")
                    json.member("content", literal: "hi")
                }
            }
            if let userID { json.object("metadata") { $0.member("user_id", userID) } }
        }
        return try MessagesRequest(JSONDocument(json.bytes))
    }

    private let packed = #"{"device_id":"d3v1ce","account_uuid":"","session_id":"0b1c-77"}"#

    @Test func `the session in the body is the key`() throws {
        let request = try request(userID: packed)

        #expect(SessionKeys.promptCacheKey(request, headerSessionID: "from-header") == "0b1c-77")
    }

    @Test func `the session of an old client's user id is the key`() throws {
        let request = try request(userID: "user_ab12_account__session_6f9619ff-8b86-d011-b42d-00cf4fc964ff")

        #expect(SessionKeys.promptCacheKey(request, headerSessionID: nil) == "6f9619ff-8b86-d011-b42d-00cf4fc964ff")
    }

    @Test(arguments: [nil, "somebody", #"{"session_id":""}"#])
    func `the header speaks where the body names no session`(userID: String?) throws {
        let request = try request(userID: userID)

        #expect(SessionKeys.promptCacheKey(request, headerSessionID: "from-header") == "from-header")
        #expect(SessionKeys.promptCacheKey(request, headerSessionID: "") == nil)
        #expect(SessionKeys.promptCacheKey(request, headerSessionID: nil) == nil)
    }

    @Test(arguments: [String(repeating: "s", count: 65), "sitzung-größe", "two words", "line\nbreak"])
    func `a key that is too long or not plain is hashed to 64 digits`(session: String) throws {
        let request = try request(userID: nil)

        let key = try #require(SessionKeys.promptCacheKey(request, headerSessionID: session))

        #expect(key.wholeMatch(of: /[0-9a-f]{64}/) != nil)
        #expect(SessionKeys.promptCacheKey(request, headerSessionID: session) == key)
    }

    @Test func `a key of 64 characters is kept`() throws {
        let session = String(repeating: "s", count: 64)

        #expect(SessionKeys.promptCacheKey(try request(userID: nil), headerSessionID: session) == session)
    }

    @Test func `the safety identifier is the hash of the device, not the device`() throws {
        // printf d3v1ce | sha256sum
        #expect(
            SessionKeys.safetyIdentifier(try request(userID: packed))
                == "0e296b2d19c7debba9e0ae8fc2eb4d198ab8a8cb165c46c70c88797ceb33a93e"
        )
    }

    @Test(arguments: [nil, "", #"{"session_id":"only-this"}"#])
    func `without a user there is no safety identifier`(userID: String?) throws {
        #expect(SessionKeys.safetyIdentifier(try request(userID: userID)) == nil)
    }
}
