"""Writes counts.json: how many tokens the texts and requests beside this file have.

Needs the package tiktoken with the vocabulary o200k_base (sha256 446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d).
"""

import json
import pathlib

import tiktoken

here = pathlib.Path(__file__).parent
vocabulary = tiktoken.get_encoding("o200k_base")


def tokens(text):
    return len(vocabulary.encode(text, disallowed_special=()))


def content(blocks):
    if isinstance(blocks, str):
        return tokens(blocks)
    total = 0
    for block in blocks:
        match block["type"]:
            case "text":
                total += tokens(block["text"])
            case "tool_use":
                # to=functions.NAME, the channel, and the marks around them
                arguments = json.dumps(block["input"], ensure_ascii=False, separators=(",", ":"))
                total += 7 + tokens(block["name"]) + tokens(arguments)
            case "tool_result":
                total += 7 + content(block["content"])
    return total


def tool(definition):
    """OpenAI's cookbook, "How to count tokens with tiktoken", for gpt-4o."""
    total = 7 + tokens(definition["name"] + ":" + definition["description"].rstrip("."))
    properties = definition["input_schema"]["properties"]
    if properties:
        total += 3
        for name, fields in properties.items():
            total += 3
            if "enum" in fields:
                total += -3 + sum(3 + tokens(word) for word in fields["enum"])
            total += tokens(f"{name}:{fields['type']}:{fields.get('description', '').rstrip('.')}")
    return total


def request(body):
    """Three tokens for each message and three for the answer's beginning (the same cookbook)."""
    total = 3 + sum(3 + content(message["content"]) for message in body["messages"])
    if "system" in body:
        total += 3 + content(body["system"])
    if body.get("tools"):
        total += 12 + sum(tool(definition) for definition in body["tools"])
    return total


counts = {
    "texts": {file.stem: tokens(file.read_text()) for file in sorted((here / "texts").glob("*.txt"))},
    "requests": {
        file.stem: request(json.loads(file.read_text())) for file in sorted((here / "requests").glob("*.json"))
    },
}
(here / "counts.json").write_text(json.dumps(counts, indent=2) + "\n")
