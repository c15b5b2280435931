/// The words of both sides: keys, types and values that mean something to the program, and values that hurt.
enum Vocabulary {
    static func word(_ generator: inout SeededGenerator) -> String { words.randomElement(using: &generator) ?? "" }

    /// A JSON value.
    static func value(_ generator: inout SeededGenerator) -> String {
        Bool.random(using: &generator) ? "\"\(word(&generator))\"" : values.randomElement(using: &generator) ?? "null"
    }

    /// In libFuzzer's form.
    static func printDictionary() {
        for word in words.map({ "\"\($0)\"" }) + values + ["data: ", "event: ", "\n\n", "[DONE]"] {
            let escaped = word.utf8.map { byte in
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"): "\\" + String(UnicodeScalar(byte))
                case 0x20..<0x7F: String(UnicodeScalar(byte))
                default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
                }
            }
            print("\"\(escaped.joined())\"")
        }
    }

    private static let values = [
        "null", "true", "false", "0", "-1", "1", "63", "64", "9223372036854775807", "-9223372036854775808", "1e400",
        "0.5", "-0", "1e2", "[]", "{}", "[null]", "[[]]", "[{}]", #"[""]"#, #""""#, #"" ""#, #""\n""#, #""\ud83d""#,
        #""\u0000""#, #""{""#, #""}""#, #""{}""#, #""{\"a\":1}""#, #""\u007b\u007d""#, #"{"type":{}}"#,
        #"[{"text":"t"}]"#, #"[{"type":"text","text":"t"}]"#, #"{"message":7}"#,
        #"{"type":"object","properties":{"a":{"type":"string"}}}"#, ##"{"$ref":"#/$defs/a"}"##, #"{"anyOf":[{},{}]}"#,
        #"{"role":"user","content":"x"}"#, #"{"role":"assistant","content":[]}"#,
        #"{"type":"tool_use","id":"toolu_1","name":"Read","input":{}}"#,
        #"{"type":"tool_result","tool_use_id":"toolu_1","content":"x"}"#,
        #"{"type":"thinking","thinking":"t","signature":"dragoman1.e30"}"#,
        #"{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}}"#,
        #"{"type":"document","source":{"type":"text","media_type":"text/plain","data":"d"}}"#,
        #"{"choices":[{"delta":{"content":"a"}}]}"#, #"{"choices":[{"delta":{"reasoning_content":"a"}}]}"#,
        #"{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":"{}"}}]}}]}"#,
        #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#, #"{"error":{"message":"m","type":"server_error"}}"#,
        #"{"type":"response.output_text.delta","output_index":0,"delta":"a"}"#,
        #"{"type":"response.function_call_arguments.delta","output_index":1,"delta":"{"}"#,
        #"{"type":"response.output_item.added","output_index":1,"item":{"type":"function_call","call_id":"c","name":"f"}}"#,
        #"{"type":"response.output_item.done","output_index":0,"item":{"type":"reasoning","encrypted_content":"e"}}"#,
        #"{"type":"response.completed","response":{"status":"completed","output":[]}}"#,
    ]

    private static let words = """
        model max_tokens messages system tools tool_choice thinking output_config output_format stop_sequences metadata
        temperature top_p top_k service_tier speed stream safeguards cache_control context_management mcp_servers
        container user_id session_id device_id account_uuid role content type text image document search_result tool_use
        tool_result server_tool_use mcp_tool_use web_search_tool_result redacted_thinking tool_reference compaction
        user assistant system developer source media_type data url file file_id base64 title context input id name
        tool_use_id is_error signature tool_name citations input_schema description strict defer_loading max_uses
        allowed_domains blocked_domains user_location web_search_20250305 bash_20250124 computer_20251124 memory_20250818
        text_editor_20250728 auto any none tool disable_parallel_tool_use enabled adaptive disabled budget_tokens display
        omitted summarized effort low medium high xhigh max minimal format json_schema schema task_budget image/png
        application/pdf text/plain properties required items enum pattern $ref anyOf oneOf allOf prefixItems not if then
        else contains propertyNames additionalProperties additionalItems unevaluatedItems patternProperties
        dependentSchemas $defs definitions $schema $id $comment default const object array string integer number boolean
        null tool_references tool_search_tool_result choices delta message finish_reason stop length tool_calls
        content_filter function_call function arguments index reasoning_content reasoning refusal annotations usage
        prompt_tokens completion_tokens total_tokens prompt_tokens_details cached_tokens completion_tokens_details
        reasoning_tokens stop_reason matched_stop error code param input_tokens output_tokens input_tokens_details
        response item output_index content_index summary_index summary encrypted_content call_id status completed
        incomplete failed cancelled incomplete_details reason max_output_tokens output url_citation start_index end_index
        web_search_call action query sources search response.created response.output_item.added
        response.output_item.done response.content_part.added response.output_text.delta response.output_text.done
        response.refusal.delta response.refusal.done response.output_text.annotation.added annotation
        response.reasoning_summary_text.delta response.reasoning_summary_text.done response.reasoning_text.delta
        response.function_call_arguments.delta response.function_call_arguments.done response.completed
        response.incomplete response.failed response.cancelled toolu_1 Read get_weather context_length_exceeded
        rate_limit_exceeded insufficient_quota
        """.split { $0 == " " || $0 == "\n" }.map(String.init)
}
