@testable import Translation

// What becomes of the fields of the body, one expectation for each.
extension RequestLaw {
    mutating func judge(_ body: JSONValue) {
        for (key, value, path) in members(of: body, "") {
            switch key {
            case "model":
                expect(upstream.root["model"]?.raw == value.raw, path, "another model is asked")
            case "max_tokens":
                expect(limits.contains { $0.raw == value.raw }, path, "another limit is sent")
            case "messages": judgeMessages(value)
            case "system": judgeBlocks(value, path, .instructions)
            case "tools": judgeTools(value)
            case "tool_choice": judgeToolChoice(value)
            case "thinking": judgeThinking(value)
            case "output_config": judgeOutput(value)
            case "output_format": judgeFormat(value, path)
            case "stop_sequences": judgeStops(value)
            case "temperature": expect(upstream.root["temperature"]?.raw == value.raw, path, "is not sent")
            case "top_p": expect(upstream.root["top_p"]?.raw == value.raw, path, "is not sent")
            case "stream": expect(upstream.root["stream"]?.bool == value.bool, path, "is sent otherwise")
            case "service_tier": expect(upstream.root["service_tier"]?.raw == value.raw, path, "is not sent")
            // Without members it says nothing.
            case "metadata" where value.count == 0: continue
            default: expectNotes(value, path)
            }
        }
    }

    private var limits: [JSONValue] {
        let root = upstream.root
        return [root["max_output_tokens"], root["max_completion_tokens"], root["max_tokens"]].compactMap(\.self)
    }

    /// Watched for by the proxy, which a note on the list says.
    private mutating func judgeStops(_ stops: JSONValue) {
        let emulated = isNoted("stop_sequences") ? reply.emulatedStops : []
        for (offset, stop) in stops.elements.enumerated() {
            let text = stop.string ?? ""
            expect(emulated.contains(text), "stop_sequences[\(offset)]", "nothing watches for it")
        }
    }

    /// `enabled` is carried by what became of its budget.
    private mutating func judgeThinking(_ thinking: JSONValue) {
        guard !isExcused("thinking") else { return }
        for (key, value, path) in members(of: thinking, "thinking") {
            switch (key, value.string) {
            case ("type", "enabled"):
                expectForm(isNoted("thinking.budget_tokens"), path, of: "thinking", "is not translated")
            case ("type", _):
                expectForm(false, path, of: "thinking", "is not translated")
            default: expectNotes(value, path)
            }
        }
    }

    private mutating func judgeOutput(_ output: JSONValue) {
        for (key, value, path) in members(of: output, "output_config") {
            switch key {
            case "effort":
                let sent = upstream.root["reasoning"]?["effort"] ?? upstream.root["reasoning_effort"]
                expect(sent?.raw == value.raw, path, "is not sent")
            case "format": judgeFormat(value, path)
            default: expectNotes(value, path)
            }
        }
    }

    private mutating func judgeFormat(_ format: JSONValue, _ path: String) {
        guard !isExcused(path) else { return }
        let sent = upstream.root["text"]?["format"] ?? upstream.root["response_format"]
        for (key, value, path) in members(of: format, path) {
            switch key {
            case "type": expect(sent?["type"]?.raw == value.raw, path, "another form of answer is asked for")
            case "schema": judgeSchema(value, path, (sent?["json_schema"] ?? sent)?["schema"], in: sent)
            default: expectNotes(value, path)
            }
        }
    }

    // MARK: Tools

    private mutating func judgeToolChoice(_ choice: JSONValue) {
        guard !isExcused("tool_choice") else { return }
        let sent = upstream.root["tool_choice"]
        for (key, value, path) in members(of: choice, "tool_choice") {
            switch (key, value.string) {
            case ("type", "auto"), ("type", "none"):
                expectForm(sent?.raw == value.raw, path, of: "tool_choice", "is not sent")
            case ("type", "any"):
                expectForm(sent?.equals("required") == true, path, of: "tool_choice", "is not sent")
            case ("type", _):
                expectForm(sent?["type"]?.equals("function") == true, path, of: "tool_choice", "is not sent")
            case ("name", _):
                let name = (sent?["function"] ?? sent)?["name"]
                expectForm(name?.raw == value.raw, path, of: "tool_choice", "is not sent")
            case ("disable_parallel_tool_use", _):
                let isForbidden = upstream.root["parallel_tool_calls"]?.bool == false
                expect(isForbidden == value.bool, path, "is not sent")
            default: expectNotes(value, path)
            }
        }
    }

    private mutating func judgeTools(_ tools: JSONValue) {
        for (offset, tool) in tools.elements.enumerated() where !isExcused("tools[\(offset)]") {
            judgeTool(tool, "tools[\(offset)]")
        }
    }

    mutating func judgeTool(_ tool: JSONValue, _ place: String) {
        let isSearch = tool["type"]?.text?.hasPrefix("web_search_") == true
        guard let sent = offered(tool, place, isSearch) else {
            return expect(false, place, "is not offered, and no note says so")
        }
        for (key, value, path) in members(of: tool, place) {
            switch key {
            case "type":
                let type = value.equals("custom") ? "function" : isSearch ? "web_search" : ""
                // Chat's functions have their type outside.
                expectForm(sent["type"]?.string ?? "function" == type, path, of: place, "is offered as something else")
            case "name":
                let carried = isSearch ? value.equals("web_search") : sent["name"]?.raw == value.raw
                expect(carried, path, "is offered by another name")
            case "description": expect(sent["description"]?.raw == value.raw, path, "is not translated")
            case "input_schema": judgeSchema(value, path, sent["parameters"], in: sent)
            case "strict": expect((sent["strict"]?.bool ?? false) == value.bool, path, "is not sent")
            case "allowed_domains": judgeSchema(value, path, sent["filters"]?["allowed_domains"], in: sent)
            case "user_location": judgeSchema(value, path, sent["user_location"], in: sent)
            // Offered at once is what a tool is.
            case "defer_loading" where value.bool == false: continue
            default: expectNotes(value, path)
            }
        }
    }

    private func offered(_ tool: JSONValue, _ place: String, _ isSearch: Bool) -> JSONValue? {
        if isSearch { return upstream.tools.first { $0["type"]?.equals("web_search") == true } }
        if let name = tool["name"], let same = upstream.tools.first(where: { $0["name"]?.raw == name.raw }) {
            return same
        }
        let renamed = targets(of: place + ".name").compactMap { upstream.root.value(at: $0)?.raw }
        return upstream.tools.first { sent in sent["name"].map { renamed.contains($0.raw) } ?? false }
    }

    /// At its own place, or where it is a string or a number that occurs once, anywhere in `whole`.
    private mutating func judgeSchema(_ value: JSONValue, _ path: String, _ sent: JSONValue?, in whole: JSONValue?) {
        guard value.raw != sent?.raw, !isExcused(path) else { return }
        switch value.kind {
        case .object where value.count > 0:
            for member in value.members {
                let key = member.key.string
                let below = sent?.members.first { $0.key.string == key }?.value
                judgeSchema(member.value, "\(path).\(key)", below, in: whole)
            }
        case .array where value.count > 0:
            let elements = sent.map { Array($0.elements) } ?? []
            for (offset, element) in value.elements.enumerated() {
                let below = elements.indices.contains(offset) ? elements[offset] : nil
                judgeSchema(element, "\(path)[\(offset)]", below, in: whole)
            }
        case .string, .number:
            let isMoved = value.text?.isBlank != true && whole?.raw.bytes.holds(value.raw.bytes) == true
            expect(isMoved, path, "is not in the schema that is sent")
        case .object, .array:
            expect(sent?.kind == value.kind, path, "is not in the schema that is sent")
        case .true, .false, .null:
            expect(false, path, "is not in the schema that is sent")
        }
    }
}

extension JSONValue {
    /// The value at a path from the document's root.
    func value(at path: JSONPath) -> JSONValue? { document.value(at: path) }

    /// The value at a path like `messages[3].content[0].text`.
    func value(at path: String) -> JSONValue? {
        var value = self
        for step in path.split(whereSeparator: { $0 == "." || $0 == "[" }) {
            let found: JSONValue?
            if step.last == "]" {
                found = Int(step.dropLast()).flatMap { offset in value.elements.dropFirst(offset).first { _ in true } }
            } else {
                found = value.members.first { $0.key.string == step }?.value
            }
            guard let found else { return nil }
            value = found
        }
        return value
    }
}
