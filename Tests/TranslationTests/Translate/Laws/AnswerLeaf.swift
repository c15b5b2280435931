@testable import Translation

/// A text, number or flag in an upstream's answer, under the place it has in the whole answer.
struct AnswerLeaf {
    var path: String
    var value: JSONValue

    static func all(ofWhole answer: JSONValue, _ dialect: DialectName) -> [AnswerLeaf] {
        var leaves: [AnswerLeaf] = []
        switch dialect {
        case .chat: walkChat(answer, &leaves)
        default: walk(answer, "", &leaves)
        }
        return leaves
    }

    static func all(ofEvent event: JSONValue, _ dialect: DialectName) -> [AnswerLeaf] {
        var leaves: [AnswerLeaf] = []
        switch dialect {
        case .chat: walkChat(event, &leaves)
        default: walkEvent(event, &leaves)
        }
        return leaves
    }

    // MARK: Chat

    private static func walkChat(_ answer: JSONValue, _ leaves: inout [AnswerLeaf]) {
        for member in answer.members {
            guard member.isNamed("choices") else {
                walk(member.value, member.key.string, &leaves)
                continue
            }
            for choice in member.value.elements {
                let place = "choices[\(choice["index"]?.int ?? 0)]"
                for member in choice.members {
                    let name = member.isNamed("delta") ? "message" : member.key.string
                    guard name == "message" else {
                        walk(member.value, "\(place).\(name)", &leaves)
                        continue
                    }
                    walkMessage(member.value, "\(place).message", &leaves)
                }
            }
        }
    }

    private static func walkMessage(_ message: JSONValue, _ place: String, _ leaves: inout [AnswerLeaf]) {
        for member in message.members {
            guard member.isNamed("tool_calls") else {
                walk(member.value, "\(place).\(member.key.string)", &leaves)
                continue
            }
            for (position, call) in member.value.elements.enumerated() {
                walk(call, "\(place).tool_calls[\(call["index"]?.int ?? position)]", &leaves)
            }
        }
    }

    // MARK: Responses

    private static func walkEvent(_ event: JSONValue, _ leaves: inout [AnswerLeaf]) {
        let type = event["type"]?.string ?? ""
        let item = "output[\(event["output_index"]?.int.map(String.init) ?? "?")]"
        let part = "\(item).content[\(event["content_index"]?.int ?? 0)]"
        let kind = event["type"].flatMap { ResponsesEventKind($0) }
        for member in event.members {
            let name = member.key.string
            switch (kind, name) {
            case (_, "type"), (_, "sequence_number"), (_, "output_index"), (_, "item_id"):
                break
            case (nil, _): walk(member.value, "\(type).\(name)", &leaves)
            case (.error, "error"): walk(member.value, "error", &leaves)
            case (.error, _): walk(member.value, "error.\(name)", &leaves)
            case (.created, "response"), (.ended, "response"): walk(member.value, "", &leaves)
            case (.itemAdded, "item"): walkAnnounced(member.value, item, &leaves)
            case (.itemDone, "item"): walk(member.value, item, &leaves)
            case (.content(.annotation), "annotation"): walk(member.value, "\(part).annotations[0]", &leaves)
            case (.content, "name"): walk(member.value, "\(item).name", &leaves)
            case (.content, "delta"), (.content, "text"), (.content, "refusal"), (.content, "arguments"):
                walk(member.value, item, &leaves)
            case (.content, "logprobs"): walk(member.value, "\(part).logprobs", &leaves)
            default: walk(member.value, name, &leaves)
            }
        }
    }

    /// An announcement has half of what the item's end has; the end of what is sealed replaces it.
    private static func walkAnnounced(_ item: JSONValue, _ place: String, _ leaves: inout [AnswerLeaf]) {
        for member in item.members {
            let isReplaced = member.isNamed("encrypted_content")
            walk(member.value, isReplaced ? "announced" : "\(place).\(member.key.string)", &leaves)
        }
    }

    private static func walk(_ value: JSONValue, _ path: String, _ leaves: inout [AnswerLeaf]) {
        switch value.kind {
        case .object:
            for member in value.members {
                walk(member.value, path.isEmpty ? member.key.string : "\(path).\(member.key.string)", &leaves)
            }
        case .array:
            for (position, element) in value.elements.enumerated() { walk(element, "\(path)[\(position)]", &leaves) }
        case .null:
            break
        case .string, .number, .true, .false:
            if value.text?.isEmpty != true { leaves.append(AnswerLeaf(path: path, value: value)) }
        }
    }
}

/// A place in an answer, as notes name it: `output[].status`, `choices[0].message`.
struct AnswerPlace {
    private let steps: [Substring]

    init(_ path: some StringProtocol) {
        steps = Substring(path).split { $0 == "." || $0 == "[" }
    }

    /// What notes name of the upstream's answer.
    static func all(in notes: [TranslationNote]) -> [AnswerPlace] {
        notes.flatMap(\.places).compactMap { $0.source.map { AnswerPlace($0.description) } }
    }

    func isSame(as other: AnswerPlace) -> Bool {
        steps.count == other.steps.count && covers(other)
    }

    /// Whether `other` is this place or lies within it.
    func covers(_ other: AnswerPlace) -> Bool {
        steps.count <= other.steps.count
            && zip(steps, other.steps).allSatisfy { mine, its in
                mine == its || mine.last == "]" && its.last == "]" && (mine == "]" || its == "?]")
            }
    }
}
