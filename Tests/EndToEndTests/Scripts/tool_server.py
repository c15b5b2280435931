"""A Model Context Protocol server over standard input and output, with the standard library only.

    tool_server.py TOOLS.json CALLS.jsonl

It offers the tools that the first file lists, answers each call with its word, and writes each call down.
"""
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    tools = json.load(file)


def answer(request):
    method, params = request["method"], request.get("params") or {}
    if method == "initialize":
        return {
            "protocolVersion": params["protocolVersion"],
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "lab", "version": "1"},
        }
    if method == "tools/list":
        return {"tools": tools}
    if method == "tools/call":
        with open(sys.argv[2], "a", encoding="utf-8") as calls:
            calls.write(json.dumps(params) + "\n")
        return {"content": [{"type": "text", "text": "answered " + params["arguments"]["word"]}]}
    if method == "ping":
        return {}
    return None


for line in sys.stdin:
    request = json.loads(line)
    if "id" not in request:
        continue
    result = answer(request)
    outcome = {"error": {"code": -32601, "message": "no such method"}} if result is None else {"result": result}
    print(json.dumps({"jsonrpc": "2.0", "id": request["id"], **outcome}), flush=True)
