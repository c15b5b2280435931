"""Structured output: a pydantic type goes out as a schema, and the answer comes back as a value of it."""
import anthropic
import pydantic


class Reading(pydantic.BaseModel):
    city: str
    degrees: float
    words: list[str]


client = anthropic.Anthropic(max_retries=0)
question = {
    "model": "claude-sonnet-5",
    "max_tokens": 1000,
    "messages": [{"role": "user", "content": "a reading, please"}],
    "output_format": Reading,
}
expected = Reading(city="Łódź", degrees=-7.5, words=["cold", "clear"])

parsed = client.messages.parse(**question)
assert parsed.parsed_output == expected, parsed
assert parsed.stop_reason == "end_turn", parsed

with client.messages.stream(**question) as stream:
    streamed = stream.get_final_message()
assert streamed.parsed_output == expected, streamed

beta = client.beta.messages.parse(**question)
assert beta.parsed_output == expected, beta

by_schema = client.messages.create(
    model="claude-sonnet-5",
    max_tokens=1000,
    messages=question["messages"],
    output_config={
        "format": {
            "type": "json_schema",
            "schema": {
                "type": "object",
                "properties": {"city": {"type": "string"}, "degrees": {"type": "number"}},
                "required": ["city"],
                "additionalProperties": False,
            },
        }
    },
)
assert Reading.model_validate_json(by_schema.content[0].text) == expected, by_schema
