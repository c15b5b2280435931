import Translation

/// What holds of any bytes that are read as a request and said in an upstream's words.
enum RequestPromises {
    static func check(_ input: FuzzInput, _ dialectName: DialectName) throws(BrokenPromise) {
        guard let document = try? JSONDocument(input.payload) else { return }
        let dialect = Dialects.named(dialectName)
        let target = target(input, dialectName)
        if let request = try? MessagesRequest(document) {
            try check(dialectName, target) { () throws(InvalidRequest) in try dialect.translate(request, for: target) }
        }
        if let request = try? MessagesRequest(document, purpose: .countTokens) {
            try check(dialectName, target) { () throws(InvalidRequest) in
                try dialect.countingRequest(request, for: target)
            }
        }
    }

    private static func check(
        _ dialect: DialectName,
        _ target: TranslationTarget,
        _ translate: () throws(InvalidRequest) -> TranslatedRequest?
    ) throws(BrokenPromise) {
        let translated: TranslatedRequest
        do throws(InvalidRequest) {
            guard let some = try translate() else { return }
            translated = some
        } catch {
            try promise(!error.problem.isEmpty, "a refusal without a reason")
            return
        }
        let again = try? translate()
        try promise(again?.body == translated.body, "the same request gave other bytes")
        try promise(again?.notes == translated.notes, "the same request gave other notes")
        try promise(translated.notes.allSatisfy { !$0.sentence.isEmpty }, "a note without a reason")
        try promise(translated.reply.estimatedInputTokens > 0, "an estimate of nothing")
        try promise(!translated.reply.toolNames.values.contains(""), "a tool whose name would be lost")
        guard let body = try? JSONDocument(translated.body).root, body.kind == .object else {
            throw BrokenPromise("the body is not a JSON object")
        }
        try checkKeys(body)
        // What the configuration puts into the body is its own affair.
        guard target.options.extraBody == nil else { return }
        try promise(body["model"]?.string == target.model, "another model than the target's")
        switch dialect {
        case .responses: try checkResponses(body)
        default: try checkChat(body)
        }
    }

    /// No member stands twice where this program writes them.
    private static func checkKeys(_ object: JSONValue) throws(BrokenPromise) {
        var known: Set<String> = []
        for member in object.members {
            try promise(known.insert(member.key.string).inserted, "\(member.key.string) stands twice")
        }
    }

    /// Every call has its result behind it, and every result its call before it.
    private static func checkResponses(_ body: JSONValue) throws(BrokenPromise) {
        var open: [String] = []
        for item in body["input"]?.elements.map({ $0 }) ?? [] {
            try checkKeys(item)
            switch item["type"]?.string {
            case "function_call":
                let id = item["call_id"]?.string ?? ""
                try promise(isName(item["name"]?.string), "a call's name")
                try promise(isName(id) && !open.contains(id), "a call's id")
                try promise(isObject(item["arguments"]), "a call's arguments are not an object")
                open.append(id)
            case "function_call_output":
                guard let call = open.firstIndex(of: item["call_id"]?.string ?? "") else {
                    throw BrokenPromise("a result without a call")
                }
                open.remove(at: call)
            default:
                continue
            }
        }
        try promise(open.isEmpty, "a call without a result")
        for tool in body["tools"]?.elements.map({ $0 }) ?? [] where tool["type"]?.string == "function" {
            try checkFunction(tool)
        }
    }

    private static func checkChat(_ body: JSONValue) throws(BrokenPromise) {
        var open: [String] = []
        for message in body["messages"]?.elements.map({ $0 }) ?? [] {
            try checkKeys(message)
            if message["role"]?.string == "tool" {
                guard let call = open.firstIndex(of: message["tool_call_id"]?.string ?? "") else {
                    throw BrokenPromise("a result without a call")
                }
                open.remove(at: call)
                continue
            }
            try promise(open.isEmpty, "a call without a result directly behind it")
            for call in message["tool_calls"]?.elements.map({ $0 }) ?? [] {
                let id = call["id"]?.string ?? ""
                try promise(isName(call["function"]?["name"]?.string), "a call's name")
                try promise(isName(id) && !open.contains(id), "a call's id")
                try promise(isObject(call["function"]?["arguments"]), "a call's arguments are not an object")
                open.append(id)
            }
        }
        try promise(open.isEmpty, "a call without a result")
        for tool in body["tools"]?.elements.map({ $0 }) ?? [] {
            if let function = tool["function"] { try checkFunction(function) }
        }
    }

    private static func checkFunction(_ function: JSONValue) throws(BrokenPromise) {
        try promise(isName(function["name"]?.string), "a tool's name")
        let parameters = function["parameters"]
        try promise(parameters?["type"]?.string == "object", "parameters of another type than object")
        try promise(parameters?["properties"]?.kind == .object, "parameters without properties")
    }

    private static func isObject(_ text: JSONValue?) -> Bool {
        guard let text = text?.string, let json = try? JSONDocument(text) else { return false }
        return json.root.kind == .object
    }

    /// `^[a-zA-Z0-9_-]{1,64}$`
    private static func isName(_ name: String?) -> Bool {
        guard let name, 1...64 ~= name.utf8.count else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
            default: false
            }
        }
    }

    private static let models = [
        "gpt-5.2", "gpt-4.1", "gpt-5-mini", "o3", "gpt-4o", "gpt-5.1-codex-max", "o4-mini", "gpt-3.5-turbo", "llama-3",
        "gpt-5-pro", "gpt-5-chat-latest", "o1-mini", "gpt-5.2-pro", "gpt-4.1-nano-2025-04-14",
    ]

    private static func target(_ input: FuzzInput, _ dialect: DialectName) -> TranslationTarget {
        let model = input.choice(0, models)
        let extra = input.choice(3, [nil, nil, #"{"seed": 1}"#, #"{"model": "other", "input": null}"#, "{}"])
        let parameters = [
            "temperature", "reasoning", "reasoning.summary", "max_tokens", "max_output_tokens", "max_completion_tokens",
            "parallel_tool_calls", "stop", "tools", "text.format", "response_format", "prompt_cache_key",
            "service_tier", "include", "input", "messages",
        ]
        let refused = parameters.enumerated().filter { place, _ in input.flag(4 + place / 8, UInt8(place % 8)) }
        return TranslationTarget(
            model: model,
            profile: ModelCatalog.bundled.profile(for: model),
            server: input.flag(1, 0) ? .generic : .openAI,
            options: TargetOptions(
                effort: input.flag(1, 1) ? "high" : nil,
                maxOutputTokens: input.flag(1, 2) ? 100 : nil,
                serviceTier: input.flag(1, 3) ? "flex" : nil,
                verbosity: input.flag(1, 4) ? "low" : nil,
                extraBody: extra.flatMap { try? RawJSON(validating: $0) }
            ),
            refusedParameters: Set(refused.map(\.element)),
            sealScope: "organisation-a",
            dropsReasoning: input.flag(1, 5),
            sessionID: input.flag(2, 0) ? "session" : nil,
            redactsThinking: input.flag(2, 1)
        )
    }
}
