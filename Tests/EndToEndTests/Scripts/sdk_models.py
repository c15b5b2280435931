"""Counting, and the list of models, page by page; the answers are of the SDK's own types to the letter."""
import anthropic

client = anthropic.Anthropic(max_retries=0, _strict_response_validation=True)

count = client.messages.count_tokens(
    model="claude-opus-5-5",
    system="Be brief.",
    tools=[{"name": "get_weather", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}],
    messages=[{"role": "user", "content": "How long is this?"}],
)
assert count.input_tokens > 0, count
longer = client.messages.count_tokens(
    model="claude-opus-5-5", messages=[{"role": "user", "content": "How long is this? " * 100}]
)
assert longer.input_tokens > count.input_tokens, (longer, count)

whole = client.models.list()
assert not whole.has_more and len(whole.data) >= 3, whole
assert any("opus" in model.id for model in whole.data), whole
for model in whole.data:
    assert model.type == "model" and model.display_name and model.created_at, model
names = [model.id for model in whole.data]
assert whole.first_id == names[0] and whole.last_id == names[-1], whole

# Iterating asks for page after page.
assert [model.id for model in client.models.list(limit=1)] == names
first = client.models.list(limit=2)
assert first.has_more and [model.id for model in first.data] == names[:2], first
second = first.get_next_page()
assert [model.id for model in second.data] == names[2:4], second
before = client.models.list(limit=1, before_id=names[2])
assert before.has_more and [model.id for model in before.data] == names[1:2], before
assert [model.id for model in before.get_next_page().data] == names[:1], before

for name in names:
    one = client.models.retrieve(name)
    assert one.id == name, one
assert [model.id for model in client.beta.models.list()] == names
