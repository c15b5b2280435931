import Foundation
import TranslationTestSupport

@testable import Translation

/// The law of no silent loss, for answers: every leaf of what the upstream sent is found in what the client got,
/// or a note names its place, or it is one of the few things listed here.
enum AnswerLoss {
    /// The framing of the API, which is no part of the answer: what events call one another by and how they are padded;
    /// what says the same as the place it stands in; what only repeats other events or the request.
    static let framing: [DialectName: [String]] = [
        .chat: [
            "obfuscation", "choices[].index", "choices[].message.role", "choices[].message.tool_calls[].index",
            "choices[].message.tool_calls[].type", "id", "object", "created", "model", "system_fingerprint", "metadata",
            "usage.prompt_tokens_details.audio_tokens", "usage.prompt_tokens_details.image_tokens",
            "usage.prompt_tokens_details.text_tokens", "usage.completion_tokens_details.accepted_prediction_tokens",
            "usage.completion_tokens_details.rejected_prediction_tokens",
            "usage.completion_tokens_details.audio_tokens", "usage.completion_tokens_details.text_tokens",
        ],
        .responses: [
            "type", "sequence_number", "output_index", "item_id", "content_index", "summary_index", "annotation_index",
            "obfuscation", "part", "announced", "output[].id", "output[].type", "output[].role",
            "output[].content[].type", "output[].summary[].type", "output[].content[].annotations[].type",
            "output[].action.type", "output[].action.sources[].type", "output[].status", "output[].created_by",
            "output[].phase", "id", "object", "created_at", "completed_at", "model", "billing", "access_programs",
            "tool_usage", "prompt_cache_diagnostics", "usage.input_tokens_details.cache_write_tokens_details",
            // What repeats the request.
            "background", "conversation", "frequency_penalty", "image", "instructions", "max_output_tokens",
            "max_tool_calls", "metadata", "parallel_tool_calls", "presence_penalty", "previous_response_id", "prompt",
            "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention", "reasoning", "safety_identifier",
            "store", "temperature", "text", "tool_choice", "tools", "top_logprobs", "top_p", "truncation", "user",
            "verbosity",
        ],
    ]

    /// What is said in other words: why the answer stopped and what it cost. The other laws look after these.
    static let translatedOtherwise: [DialectName: [String]] = [
        .chat: [
            "choices[0].finish_reason", "service_tier", "usage.prompt_tokens", "usage.completion_tokens",
            "usage.total_tokens", "usage.prompt_cache_hit_tokens", "usage.prompt_tokens_details.cached_tokens",
            "usage.prompt_tokens_details.cache_write_tokens", "usage.completion_tokens_details.reasoning_tokens",
        ],
        .responses: [
            "status", "incomplete_details.reason", "service_tier", "usage.input_tokens", "usage.output_tokens",
            "usage.total_tokens", "usage.input_tokens_details.cached_tokens",
            "usage.input_tokens_details.cache_write_tokens", "usage.output_tokens_details.reasoning_tokens",
        ],
    ]

    private static let listed: [DialectName: [AnswerPlace]] = framing.merging(translatedOtherwise) { $0 + $1 }
        .mapValues { $0.map { AnswerPlace($0) } }

    static func violation(by run: AnswerRun) -> String? {
        let dialect = run.answer.dialect
        var leaves: [AnswerLeaf] = []
        for frame in run.answer.frames.prefix(run.framesRead) {
            guard let event = try? JSONDocument(frame.data).root else { continue }
            leaves += AnswerLeaf.all(ofEvent: event, dialect)
        }
        if let loss = lost(leaves, run.events, run.summary, dialect) { return "streamed: \(loss)" }
        guard let whole = run.whole else { return nil }
        leaves = AnswerLeaf.all(ofWhole: whole.document.root, dialect)
        return lost(leaves, whole.events, whole.summary, dialect).map { "whole: \($0)" }
    }

    /// The first leaf that nothing accounts for. An answer that failed owes its error alone.
    private static func lost(
        _ leaves: [AnswerLeaf],
        _ events: [MessageStreamEvent],
        _ summary: ReplySummary,
        _ dialect: DialectName
    ) -> String? {
        let emitted = Emitted(events)
        let losses: Set<TranslationNote.Kind> = [.drop, .lossy, .fail]
        let lost = AnswerPlace.all(in: summary.notes.filter { losses.contains($0.kind) })
        // What was moved or renamed arrives all the same, whatever lies within it.
        let changed = AnswerPlace.all(in: summary.notes.filter { !losses.contains($0.kind) })
        let accountable = (listed[dialect] ?? []) + lost
        var accounted: Set<String> = []
        for leaf in leaves {
            if summary.failure != nil, !leaf.path.hasPrefix("error") { continue }
            if accounted.contains(leaf.path) { continue }
            let place = AnswerPlace(leaf.path)
            if accountable.contains(where: { $0.covers(place) }) || changed.contains(where: { $0.isSame(as: place) }) {
                accounted.insert(leaf.path)
            } else if !emitted.contains(leaf.value) {
                let notes = summary.notes.map(\.line).joined(separator: "\n  ")
                return "\(leaf.path) = \(leaf.value.raw.text) is lost\n  \(notes)"
            }
        }
        return nil
    }

    /// Every text of an answer, as the client reads it.
    private struct Emitted {
        private var texts: [UInt8] = []
        /// Apart from the texts, which they come between: a text goes on behind its citations.
        private var citations: [UInt8] = []

        init(_ events: [MessageStreamEvent]) {
            for event in events {
                switch event {
                case .contentBlockStart(_, let block): begin(block)
                case .contentBlockDelta(_, let delta): add(delta)
                case .messageDelta(_, let stopSequence, _, let refusal):
                    begin(stopSequence?.string ?? "")
                    begin(refusal?.explanation?.string ?? "")
                case .error(let error): begin(error.message)
                case .messageStart, .contentBlockStop, .messageStop, .ping, .passedOn: break
                }
            }
        }

        func contains(_ leaf: JSONValue) -> Bool {
            guard let text = leaf.string else { return false }
            let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
            // What is inside JSON is written as JSON writes it.
            let written = [Array(words.utf8), Array(JSONText(words).escaped)]
            return words.isEmpty
                || written.contains { words in
                    [texts, citations].contains { $0.count >= words.count && $0.holds(words) }
                }
        }

        private mutating func begin(_ text: String) { texts += [0xFF] + text.utf8 }

        private mutating func begin(_ block: ContentBlock) {
            switch block {
            case .toolUse(let id, let name, let input), .serverToolUse(let id, let name, let input):
                begin(id.string)
                begin(name.string)
                // No arguments are an empty object.
                begin(input.text)
                begin("")
            case .webSearchToolResult(_, let content): begin(content.text)
            case .text, .citedText, .thinking, .redactedThinking: begin("")
            }
        }

        private mutating func add(_ delta: ContentDelta) {
            switch delta {
            case .text(let text), .thinking(let text), .inputJSON(let text): texts += text.string.utf8
            case .signature(let signature):
                guard case .valid(let seal) = ReasoningSeal.open(signature.string) else { return }
                begin(seal.encryptedContent)
            case .citation(let citation): citations += [0xFF] + citation.text.utf8
            }
        }
    }
}

extension [UInt8] {
    /// Whether `needle` stands somewhere in here; neither has zeros in it.
    fileprivate func holds(_ needle: [UInt8]) -> Bool {
        (self + [0]).withUnsafeBytes { text in
            (needle + [0]).withUnsafeBytes { wanted in
                guard let text = text.bindMemory(to: CChar.self).baseAddress,
                    let wanted = wanted.bindMemory(to: CChar.self).baseAddress
                else { return false }
                return strstr(text, wanted) != nil
            }
        }
    }
}
