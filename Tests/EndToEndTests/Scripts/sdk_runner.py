"""The SDK's tool runner: it calls the functions that the model asks for until there is an answer."""
import anthropic
from anthropic import beta_tool

client = anthropic.Anthropic(max_retries=0)
called = []


@beta_tool
def get_weather(city: str, days: int = 1) -> str:
    """The weather of the next days.

    Args:
        city: Where.
        days: How many days.
    """
    called.append((city, days))
    return "rain, 7 °C"


@beta_tool
def get_time(city: str) -> str:
    """The time of day.

    Args:
        city: Where.
    """
    called.append((city,))
    raise ValueError("no clock here")


question = {
    "model": "claude-sonnet-5",
    "max_tokens": 1000,
    "tools": [get_weather, get_time],
    "messages": [{"role": "user", "content": "What is the weather in Łódź, and what time is it?"}],
}

runner = client.beta.messages.tool_runner(**question)
messages = list(runner)
assert [message.stop_reason for message in messages] == ["tool_use", "tool_use", "end_turn"], messages
assert called == [("Łódź", 2), ("Łódź",)], called
assert messages[-1].content[0].text == "Take an umbrella.", messages[-1]

called.clear()
texts = []
for stream in client.beta.messages.tool_runner(**question, stream=True):
    texts.append("".join(stream.text_stream))
assert called == [("Łódź", 2), ("Łódź",)], called
assert texts[-1] == "Take an umbrella.", texts
