"""Each kind of failure raises the class that a client catches."""
import anthropic

client = anthropic.Anthropic(max_retries=0)


def failing(expected, kind, client=client, model="claude-sonnet-5", text="hello"):
    try:
        client.messages.create(model=model, max_tokens=1000, messages=[{"role": "user", "content": text}])
    except anthropic.APIStatusError as error:
        assert type(error) is expected, repr(error)
        assert error.body["type"] == "error", error.body
        assert error.body["error"]["type"] == kind, error.body
        assert error.request_id, "the request's id is in a header"
        return error
    raise AssertionError(f"no error where {kind} was expected")


failing(anthropic.BadRequestError, "invalid_request_error", model="no-such-model")
failing(anthropic.InternalServerError, "api_error", text="broken")

limited = failing(anthropic.RateLimitError, "rate_limit_error", text="rate")
assert limited.response.headers["retry-after"] == "1", limited.response.headers

stranger = anthropic.Anthropic(max_retries=0, api_key="not-the-key")
failing(anthropic.AuthenticationError, "authentication_error", client=stranger)
