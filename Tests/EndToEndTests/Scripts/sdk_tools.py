"""A tool call, streamed, and its result."""
import anthropic

client = anthropic.Anthropic(max_retries=0)
tools = [
    {
        "name": "get_weather",
        "description": "The weather of the next days.",
        "input_schema": {
            "type": "object",
            "properties": {"city": {"type": "string"}, "days": {"type": "integer"}},
            "required": ["city"],
        },
    }
]
messages = [{"role": "user", "content": "What is the weather in Łódź?"}]

with client.messages.stream(model="claude-sonnet-5", max_tokens=1000, tools=tools, messages=messages) as stream:
    answer = stream.get_final_message()
assert answer.stop_reason == "tool_use", answer
call = next(block for block in answer.content if block.type == "tool_use")
assert call.name == "get_weather", call
assert call.input == {"city": "Łódź", "days": 2}, call

messages.append({"role": "assistant", "content": answer.content})
messages.append(
    {"role": "user", "content": [{"type": "tool_result", "tool_use_id": call.id, "content": "rain, 7 °C"}]}
)
answer = client.messages.create(model="claude-sonnet-5", max_tokens=1000, tools=tools, messages=messages)
assert answer.content[0].text == "Take an umbrella.", answer
assert answer.stop_reason == "end_turn", answer
