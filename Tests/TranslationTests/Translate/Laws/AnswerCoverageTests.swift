import Foundation
import Testing
import TranslationTestSupport

@testable import Translation

/// The laws are worth what the answers are that they are tried on.
@Suite struct AnswerCoverageTests {
    /// Every event that a server of the Responses API can send, as the types of OpenAI's own client have them.
    private static let openAIEvents: Set<String> = [
        "error", "response.audio.delta", "response.audio.done", "response.audio.transcript.delta",
        "response.audio.transcript.done", "response.code_interpreter_call.completed",
        "response.code_interpreter_call.in_progress", "response.code_interpreter_call.interpreting",
        "response.code_interpreter_call_code.delta", "response.code_interpreter_call_code.done",
        "response.compaction.compacting", "response.completed", "response.content_part.added",
        "response.content_part.done", "response.created", "response.custom_tool_call_input.delta",
        "response.custom_tool_call_input.done", "response.failed", "response.file_search_call.completed",
        "response.file_search_call.in_progress", "response.file_search_call.searching",
        "response.function_call_arguments.delta", "response.function_call_arguments.done",
        "response.image_generation_call.completed", "response.image_generation_call.generating",
        "response.image_generation_call.in_progress", "response.image_generation_call.partial_image",
        "response.in_progress", "response.incomplete", "response.mcp_call.completed", "response.mcp_call.failed",
        "response.mcp_call.in_progress", "response.mcp_call_arguments.delta", "response.mcp_call_arguments.done",
        "response.mcp_list_tools.completed", "response.mcp_list_tools.failed", "response.mcp_list_tools.in_progress",
        "response.output_item.added", "response.output_item.done", "response.output_text.annotation.added",
        "response.output_text.delta", "response.output_text.done", "response.queued",
        "response.reasoning_summary_part.added", "response.reasoning_summary_part.done",
        "response.reasoning_summary_text.delta", "response.reasoning_summary_text.done",
        "response.reasoning_text.delta", "response.reasoning_text.done", "response.refusal.delta",
        "response.refusal.done", "response.shell_call_command.added", "response.shell_call_command.delta",
        "response.shell_call_command.done", "response.shell_call_output_content.delta",
        "response.shell_call_output_content.done", "response.steer.accepted", "response.steer.failed",
        "response.steer.pending", "response.web_search_call.completed", "response.web_search_call.in_progress",
        "response.web_search_call.searching",
    ]

    private static let handledEvents = Set(
        ResponsesEventKind.others.map(\.type.description) + [
            "response.output_text.delta", "response.function_call_arguments.delta",
            "response.reasoning_summary_text.delta",
        ]
    )

    private static let chunks = Set(
        (0..<1000 as Range<UInt64>).flatMap { GeneratedAnswer(.chat, seed: $0).frames }
            .map { String(decoding: $0.data, as: UTF8.self) }
    )

    private static let events = Set(
        (0..<1500 as Range<UInt64>).flatMap { GeneratedAnswer(.responses, seed: $0).frames.map(\.name) }
    )

    @Test func `every event of the Responses API is tried`() {
        #expect(Self.openAIEvents.subtracting(Self.events) == [])
    }

    @Test func `every event that is handled is in a fixture or is made up here`() throws {
        var tried = Self.events
        for fixture in ReplyFixture.all where fixture.dialect == .responses {
            tried.formUnion(try fixture.frames().map(\.name))
        }

        #expect(Self.handledEvents.subtracting(tried) == [])
    }

    @Test(arguments: [
        #""content":""#, #""refusal":""#, #""reasoning_content":""#, #""reasoning":""#, #""tool_calls":["#,
        #""function_call":{"#, #""annotations":["#, #""audio":{"#, #""logprobs":{"#, #""obfuscation":""#,
        #""prompt_filter_results":"#, #""moderation":"#, #""finish_reason":"length""#,
        #""finish_reason":"content_filter""#, #""finish_reason":"function_call""#, #""finish_reason":"tool_calls""#,
        #""choices":[],"usage":{"#, #""index":1,"delta""#, #""stop_reason":"#, #""matched_stop":"#, "[DONE]",
        #""cache_write_tokens":"#, #""prompt_cache_hit_tokens":"#,
    ])
    func `every form of a chat chunk is tried`(_ form: String) {
        let isTried = Self.chunks.contains { $0.utf8.count >= form.utf8.count && $0.contains(form) }

        #expect(isTried)
    }

    @Test(arguments: DialectName.translated)
    func `the same seed gives the same answer`(_ dialect: DialectName) {
        for seed in 0..<50 as Range<UInt64> {
            let first = GeneratedAnswer(dialect, seed: seed)
            let second = GeneratedAnswer(dialect, seed: seed)
            #expect(first.frames == second.frames && first.whole == second.whole)
        }
    }
}
