"""Each kind of failure raises the class that a client catches, with its message, type and request id."""
import socket

import anthropic

client = anthropic.Anthropic(max_retries=0)


def ask(text="hello", model="claude-sonnet-5", client=client, **more):
    messages = [{"role": "user", "content": text}]
    return client.messages.create(model=model, max_tokens=1000, messages=messages, **more)


def failing(expected, kind, words, call=ask, *arguments, **more):
    try:
        call(*arguments, **more)
    except anthropic.APIStatusError as error:
        assert type(error) is expected, repr(error)
        assert error.type == kind, repr(error)
        assert words in error.api_message, error.api_message
        assert error.request_id.startswith("req_"), error.response.headers
        assert error.body["type"] == "error", error.body
        if error.status_code != 200:
            assert error.body["request_id"] == error.request_id, error.body
        assert error.error_code is None and error.details is None, error.body
        return error
    raise AssertionError(f"no error where {kind} was expected")


# Refused here, before anything is asked upstream.
failing(anthropic.BadRequestError, "invalid_request_error", 'No model is mapped for "no-such-model"', model="no-such-model")
failing(anthropic.BadRequestError, "invalid_request_error", "tools[0].name", tools=[{"name": "", "input_schema": {}}])
failing(anthropic.AuthenticationError, "authentication_error", "", client=client.with_options(api_key="not-the-key"))
failing(anthropic.NotFoundError, "not_found_error", "no-such-model", client.models.retrieve, "no-such-model")
failing(anthropic.NotFoundError, "not_found_error", "/v1/files", client.beta.files.list)
too_large = "x" * (64_000_000 + 1)
failing(anthropic.ContentTooLargeError, "request_too_large", "server.max_body", text=too_large)

# Scripted: what the upstream answers when it is asked for the word.
for word, expected, kind, words in [
    ("status 400", anthropic.BadRequestError, "invalid_request_error", "Invalid value."),
    ("status 401", anthropic.AuthenticationError, "authentication_error", "Incorrect API key provided"),
    ("status 402", anthropic.PaymentRequiredError, "billing_error", "No credit."),
    ("status 403", anthropic.PermissionDeniedError, "permission_error", "Not in your country."),
    ("status 404", anthropic.NotFoundError, "not_found_error", "model: gpt-4.1"),
    ("status 413", anthropic.ContentTooLargeError, "request_too_large", "Too much."),
    ("status 429", anthropic.RateLimitError, "rate_limit_error", "Rate limit reached."),
    ("quota", anthropic.RateLimitError, "rate_limit_error", "You exceeded your current quota"),
    ("status 500", anthropic.InternalServerError, "api_error", "The server had an error."),
    ("status 503", anthropic.OverloadedError, "overloaded_error", "Slow down."),
    ("status 504", anthropic.GatewayTimeoutError, "timeout_error", "Too slow."),
    # Anthropic's API has no word for these; the kind that is nearest stands for them.
    ("status 408", anthropic.GatewayTimeoutError, "timeout_error", "Still waiting."),
    ("status 409", anthropic.InternalServerError, "api_error", "In conflict."),
    ("status 412", anthropic.BadRequestError, "invalid_request_error", "Precondition."),
    ("status 422", anthropic.BadRequestError, "invalid_request_error", "Not to be processed."),
    ("status 501", anthropic.InternalServerError, "api_error", "Not made."),
]:
    whole = failing(expected, kind, words, text=word)
    streamed = failing(expected, kind, words, text=word, stream=True)
    assert whole.status_code == streamed.status_code == getattr(expected, "status_code", 500), (whole, streamed)
    if word == "status 429":
        assert whole.response.headers["retry-after"] == "7", whole.response.headers
    if word == "quota":
        assert whole.response.headers["x-should-retry"] == "false", whole.response.headers


# An error after the answer has begun has no status of its own: it is the base class, and its type tells.
def read(text):
    with client.messages.stream(
        model="claude-sonnet-5", max_tokens=1000, messages=[{"role": "user", "content": text}]
    ) as stream:
        for _ in stream.text_stream:
            pass


broken = failing(anthropic.APIStatusError, "api_error", "The server fell over.", read, "breaks in the stream")
assert broken.status_code == 200, broken
failing(anthropic.APIStatusError, "overloaded_error", "Overloaded now.", read, "overloaded in the stream")
failing(anthropic.APIStatusError, "api_error", "", read, "is cut off")

# No answer at all.
with socket.socket() as deaf:
    deaf.bind(("127.0.0.1", 0))
    silent = f"http://127.0.0.1:{deaf.getsockname()[1]}"
    try:
        ask(client=client.with_options(base_url=silent))
        raise AssertionError("an answer from a port without a listener")
    except anthropic.APIConnectionError as error:
        assert type(error) is anthropic.APIConnectionError, repr(error)
        assert error.body is None, error.body
    deaf.listen()
    try:
        ask(client=client.with_options(base_url=silent, timeout=0.1))
        raise AssertionError("an answer from a silent server")
    except anthropic.APITimeoutError as error:
        assert "timed out" in error.message, error.message

# The client repeats what may succeed, and does not what cannot.
patient = client.with_options(max_retries=1)
question = {"model": "claude-sonnet-5", "max_tokens": 1000}
again = patient.messages.with_raw_response.create(**question, messages=[{"role": "user", "content": "fails once"}])
assert again.retries_taken == 1, again.retries_taken
assert again.parse().content[0].text == "done at last", again.parse()
hopeless = failing(anthropic.RateLimitError, "rate_limit_error", "quota", text="quota", client=patient)
assert hopeless.request.headers["x-stainless-retry-count"] == "0", hopeless.request.headers
