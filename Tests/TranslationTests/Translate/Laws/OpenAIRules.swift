import Foundation

@testable import Translation

/// What OpenAI checks in a request before any model sees it.
struct OpenAIRules {
    private var faults: [String] = []
    private let dialect: DialectName

    static func broken(by body: JSONValue, _ dialect: DialectName, isOpenAI: Bool) -> [String] {
        var rules = OpenAIRules(dialect: dialect)
        rules.check(body, isOpenAI)
        return rules.faults
    }

    private init(dialect: DialectName) {
        self.dialect = dialect
    }

    private mutating func require(_ holds: Bool, _ rule: String) {
        if !holds { faults.append(rule) }
    }

    private mutating func check(_ body: JSONValue, _ isOpenAI: Bool) {
        require((try? JSONSerialization.jsonObject(with: Data(body.raw.bytes))) != nil, "the body is no JSON")
        let tools = body.list("tools")
        let names = tools.compactMap { ($0["function"] ?? $0)["name"]?.string }
        require(!isOpenAI || tools.count <= 128, "more than 128 tools")
        require(names.allSatisfy(Self.isLegal), "the name of a tool is not legal")
        require(Set(names).count == names.count, "two tools have one name")
        require(body["tools"] == nil || !tools.isEmpty, "the list of tools is empty")
        require(body["tool_choice"] == nil || !tools.isEmpty, "a choice without tools")
        require(body["parallel_tool_calls"] == nil || !tools.isEmpty, "parallel calls without tools")
        if let name = (body["tool_choice"]?["function"] ?? body["tool_choice"])?["name"]?.string {
            require(names.contains(name), "the choice names no tool")
        }
        switch dialect {
        case .responses: checkItems(body.list("input"))
        default: checkMessages(body.list("messages"))
        }
    }

    private mutating func checkItems(_ items: [JSONValue]) {
        var open: [String] = []
        var answered = 0
        require(!items.isEmpty, "the input is empty")
        for (offset, item) in items.enumerated() {
            switch item["type"]?.string {
            case "function_call":
                require(answered == 0, "a call among outputs")
                checkCall(item["call_id"], item["name"], limit: 64)
                open.append(item["call_id"]?.string ?? "")
            case "function_call_output":
                require(
                    open.indices.contains(answered) && item["call_id"]?.string == open[answered],
                    "an output astray"
                )
                answered += 1
                if answered >= open.count { (open, answered) = ([], 0) }
            case "reasoning":
                let next = items.indices.contains(offset + 1) ? items[offset + 1] : nil
                let follows = next.map { $0["role"] == nil || $0["role"]?.equals("assistant") == true } ?? false
                require(
                    follows && next?["type"]?.equals("function_call_output") != true,
                    "reasoning without a follower"
                )
            default:
                require(open.isEmpty || item["role"]?.equals("assistant") == true, "a message between call and output")
                checkContent(item["content"])
            }
        }
        require(open.isEmpty, "a call without an output")
    }

    private mutating func checkMessages(_ messages: [JSONValue]) {
        var open: [String] = []
        require(!messages.isEmpty, "there are no messages")
        for message in messages {
            if message["role"]?.equals("tool") == true {
                require(message["tool_call_id"]?.string == open.first && !open.isEmpty, "an output astray")
                open = Array(open.dropFirst())
                continue
            }
            require(open.isEmpty, "a message between call and output")
            for call in message.list("tool_calls") {
                checkCall(call["id"], call["function"]?["name"], limit: 40)
                open.append(call["id"]?.string ?? "")
            }
            if message["content"]?.isNull == true {
                require(!open.isEmpty, "a message of nothing")
            } else {
                checkContent(message["content"])
            }
        }
        require(open.isEmpty, "a call without an output")
        let isNamed = messages.allSatisfy { $0["role"] != nil }
        require(isNamed, "a message without a role")
    }

    private mutating func checkCall(_ id: JSONValue?, _ name: JSONValue?, limit: Int) {
        let id = id?.string ?? ""
        require(1...limit ~= id.utf8.count && id.utf8.allSatisfy(Self.isLegal), "the id of a call is not legal")
        require(Self.isLegal(name?.string ?? ""), "the name of a call is not legal")
    }

    private mutating func checkContent(_ content: JSONValue?) {
        switch content?.kind {
        case .string: require(content?.text?.isBlank == false, "blank content")
        case .array:
            let parts = content.map { Array($0.elements) } ?? []
            require(!parts.isEmpty && parts.allSatisfy { $0["text"]?.text?.isBlank != true }, "empty content")
        default: require(false, "a message without content")
        }
    }

    private static func isLegal(_ name: String) -> Bool { 1...64 ~= name.utf8.count && name.utf8.allSatisfy(isLegal) }

    private static func isLegal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
