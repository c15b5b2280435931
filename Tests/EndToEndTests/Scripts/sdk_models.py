"""Counting, and the list of models."""
import anthropic

client = anthropic.Anthropic(max_retries=0)

count = client.messages.count_tokens(
    model="claude-opus-5-5", messages=[{"role": "user", "content": "How long is this?"}]
)
assert count.input_tokens > 0, count

models = list(client.models.list(limit=2))
assert models, "at least one model for each mapping"
assert any("opus" in model.id for model in models), models
for model in models:
    assert model.type == "model" and model.display_name, model

one = client.models.retrieve(models[0].id)
assert one.id == models[0].id, one
try:
    client.models.retrieve("no-such-model")
except anthropic.NotFoundError as error:
    assert error.body["error"]["type"] == "not_found_error", error.body
else:
    raise AssertionError("an unknown model was found")
