/// The events of a Responses stream that are known here.
enum ResponsesEventKind: Equatable {
    case created
    case itemAdded
    case itemDone
    case content(ResponsesContentEvent)
    case ended(ResponsesEnding)
    case error
    /// A part of an item begins or ends: its deltas and the item itself have all of it.
    case part
    /// A progress report; the item has the result.
    case progress

    /// Nil for what this program does not know. Deltas are looked for first: they are nearly all there is.
    init?(_ type: JSONValue) {
        if type.equals("response.output_text.delta") {
            self = .content(.text(.delta))
        } else if type.equals("response.function_call_arguments.delta") {
            self = .content(.arguments(.delta))
        } else if type.equals("response.reasoning_summary_text.delta") {
            self = .content(.summary(.delta))
        } else if let kind = Self.others.first(where: { type.equals($0.type) })?.kind {
            self = kind
        } else {
            return nil
        }
    }

    static let others: [(type: StaticString, kind: ResponsesEventKind)] = [
        ("response.reasoning_text.delta", .content(.reasoning(.delta))),
        ("response.refusal.delta", .content(.refusal(.delta))),
        ("response.output_text.done", .content(.text(.done))),
        ("response.refusal.done", .content(.refusal(.done))),
        ("response.output_text.annotation.added", .content(.annotation)),
        ("response.reasoning_summary_text.done", .content(.summary(.done))),
        ("response.reasoning_text.done", .content(.reasoning(.done))),
        ("response.function_call_arguments.done", .content(.arguments(.done))),
        ("response.output_item.added", .itemAdded),
        ("response.output_item.done", .itemDone),
        ("response.created", .created),
        ("response.in_progress", .created),
        ("response.queued", .created),
        ("response.completed", .ended(.completed)),
        ("response.incomplete", .ended(.incomplete)),
        ("response.failed", .ended(.failed)),
        ("response.cancelled", .ended(.unfinished("cancelled"))),
        ("error", .error),
        ("response.content_part.added", .part),
        ("response.content_part.done", .part),
        ("response.reasoning_summary_part.added", .part),
        ("response.reasoning_summary_part.done", .part),
        ("response.web_search_call.in_progress", .progress),
        ("response.web_search_call.searching", .progress),
        ("response.web_search_call.completed", .progress),
        ("response.file_search_call.in_progress", .progress),
        ("response.file_search_call.searching", .progress),
        ("response.file_search_call.completed", .progress),
        ("response.code_interpreter_call.in_progress", .progress),
        ("response.code_interpreter_call.interpreting", .progress),
        ("response.code_interpreter_call.completed", .progress),
        ("response.image_generation_call.in_progress", .progress),
        ("response.image_generation_call.generating", .progress),
        ("response.image_generation_call.completed", .progress),
        ("response.mcp_call.in_progress", .progress),
        ("response.mcp_call.completed", .progress),
        ("response.mcp_call.failed", .progress),
        ("response.mcp_list_tools.in_progress", .progress),
        ("response.mcp_list_tools.completed", .progress),
        ("response.mcp_list_tools.failed", .progress),
        ("response.compaction.compacting", .progress),
    ]
}

/// The events inside an item.
enum ResponsesContentEvent: Equatable {
    /// Contents come in deltas, and once more as a whole when they are done.
    enum Step: Equatable {
        case delta
        case done
    }

    case text(Step)
    case refusal(Step)
    case annotation
    case summary(Step)
    case reasoning(Step)
    case arguments(Step)

    /// Whether a stream may have hundreds of its kind.
    var isDelta: Bool {
        switch self {
        case .text(let step), .refusal(let step), .summary(let step), .reasoning(let step), .arguments(let step):
            step == .delta
        case .annotation: false
        }
    }

    /// The kind of item it belongs to, for items that were never announced.
    var item: ResponsesItem.Kind {
        switch self {
        case .text, .refusal, .annotation: .message
        case .summary, .reasoning: .reasoning
        case .arguments: .call
        }
    }
}

/// How a response ended.
enum ResponsesEnding: Equatable {
    case completed
    case incomplete
    case failed
    /// `cancelled`, or a status that is no end at all.
    case unfinished(String)

    init?(_ status: JSONValue?) {
        guard let status = status?.string else { return nil }
        self =
            switch status {
            case "completed": .completed
            case "incomplete": .incomplete
            case "failed": .failed
            default: .unfinished(status)
            }
    }
}
