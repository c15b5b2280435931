import Testing

@testable import Translation

@Suite struct UsageFromOpenAITests {
    private func chat(_ json: String) throws -> Usage? { Usage(chat: try JSONDocument(json).root) }
    private func responses(_ json: String) throws -> Usage? { Usage(responses: try JSONDocument(json).root) }

    @Test func `cached and written tokens are taken out of the input, and the sum stays`() throws {
        let usage = try #require(
            try responses(
                """
                {"input_tokens":5000,"input_tokens_details":{"cached_tokens":4096,"cache_write_tokens":500},
                 "output_tokens":80,"output_tokens_details":{"reasoning_tokens":50}}
                """
            )
        )

        #expect(usage.inputTokens == 404)
        #expect(usage.cacheReadInputTokens == 4096)
        #expect(usage.cacheCreationInputTokens == 500)
        #expect(usage.totalInputTokens == 5000)
        #expect(usage.outputTokens == 80)
        #expect(usage.thinkingTokens == 50)
    }

    @Test func `chat's names and DeepSeek's are understood`() throws {
        let chat = try chat(
            """
            {"prompt_tokens":100,"prompt_tokens_details":{"cached_tokens":64},"completion_tokens":9,
             "completion_tokens_details":{"reasoning_tokens":4}}
            """
        )
        let deepSeek = try self.chat(#"{"prompt_tokens":100,"prompt_cache_hit_tokens":64,"completion_tokens":9}"#)

        #expect(chat == Usage(inputTokens: 36, cacheReadInputTokens: 64, outputTokens: 9, thinkingTokens: 4))
        #expect(deepSeek == Usage(inputTokens: 36, cacheReadInputTokens: 64, outputTokens: 9))
    }

    @Test(arguments: [
        #"{"prompt_tokens":9,"prompt_tokens_details":{"cached_tokens":6,"cache_write_tokens":9}}"#,
        #"{"prompt_tokens":9,"prompt_tokens_details":{"cached_tokens":64},"completion_tokens":1}"#,
        #"{"prompt_tokens":10,"prompt_tokens_details":{"cached_tokens":-5},"completion_tokens":-1}"#,
        """
        {"prompt_tokens":9223372036854775807,"prompt_tokens_details":{"cached_tokens":9223372036854775807},
         "completion_tokens":9223372036854775807}
        """,
        #"{"prompt_tokens":7,"completion_tokens":"many"}"#,
        #"{"prompt_tokens":7,"completion_tokens":3,"completion_tokens_details":{"reasoning_tokens":99}}"#,
    ])
    func `no count is ever negative or out of proportion`(_ json: String) throws {
        let usage = try #require(try chat(json))

        #expect(usage.inputTokens >= 0 && usage.cacheReadInputTokens >= 0 && usage.cacheCreationInputTokens >= 0)
        #expect(usage.outputTokens >= 0)
        #expect((usage.thinkingTokens ?? 0) <= usage.outputTokens)
        #expect(usage.totalInputTokens > 0)
    }

    @Test(arguments: ["{}", "[]", "7", #"{"prompt_tokens":0,"completion_tokens":0}"#, #"{"prompt_tokens":null}"#])
    func `zero counts are not a usage`(_ json: String) throws {
        #expect(try chat(json) == nil)
        #expect(try responses(json) == nil)
    }

    @Test(
        arguments: [
            (#""default""#, "standard"), (#""flex""#, "standard"), (#""priority""#, "priority"), (#""batch""#, "batch"),
            (#""auto""#, nil), ("null", nil), ("7", nil),
        ] as [(String, String?)]
    )
    func `a service tier has Anthropic's name`(_ json: String, _ tier: String?) throws {
        #expect(Usage.serviceTier(try JSONDocument(json).root) == tier)
    }
}
