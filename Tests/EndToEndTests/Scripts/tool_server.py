"""A Model Context Protocol server over standard input and output, with the standard library only.

    tool_server.py TOOLS.json CALLS.jsonl IMAGE.png

It offers the tools that the first file lists, answers each call with its word, and with the image where that file
exists, and writes each call down.
"""
import base64
import json
import os
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
        content = [{"type": "text", "text": "answered " + params["arguments"]["word"]}]
        if os.path.exists(sys.argv[3]):
            with open(sys.argv[3], "rb") as image:
                data = base64.b64encode(image.read()).decode()
            content.append({"type": "image", "mimeType": "image/png", "data": data})
        return {"content": content}
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
