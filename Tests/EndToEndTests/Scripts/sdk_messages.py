"""One question, answered whole and streamed: both must come to the same message."""
import anthropic

# Strict: whatever is not of the SDK's own types to the letter raises APIResponseValidationError.
client = anthropic.Anthropic(max_retries=0, _strict_response_validation=True)
question = {
    "model": "claude-sonnet-5",
    "max_tokens": 1000,
    "system": "Be brief.",
    "messages": [{"role": "user", "content": "say hello"}],
}
expected = "Grüße, 世界 👋"

whole = client.messages.create(**question)
assert [block.type for block in whole.content] == ["text"], whole
assert whole.content[0].text == expected, whole
assert whole.stop_reason == "end_turn", whole
assert whole.model == "claude-sonnet-5", whole
assert whole.usage.input_tokens > 0 and whole.usage.output_tokens > 0, whole

with client.messages.stream(**question) as stream:
    pieces = list(stream.text_stream)
    streamed = stream.get_final_message()
assert len(pieces) > 1 and "".join(pieces) == expected, pieces
assert streamed.content[0].text == expected, streamed
assert streamed.stop_reason == "end_turn", streamed
assert streamed.usage.output_tokens == whole.usage.output_tokens, (streamed, whole)
assert streamed.id != whole.id, streamed
