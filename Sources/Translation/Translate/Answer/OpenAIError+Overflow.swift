extension OpenAIError {
    /// Why a request does not fit its model's window.
    public enum Overflow: Sendable, Equatable {
        /// The input alone is too long. Nil if the upstream gives no numbers (Responses never does).
        case input(tokens: Int?, window: Int?)
        /// Input and `max_tokens` together are.
        case inputAndOutput(input: Int, output: Int, window: Int)
    }

    public var overflow: Overflow? {
        guard isOverflow else { return nil }
        if let match = wording.firstMatch(of: /prompt is too long: ([0-9]+) tokens > ([0-9]+) maximum/) {
            return .input(tokens: Int(match.output.1), window: Int(match.output.2))
        }
        let window = number(in: /maximum context length (?:is|of) ([0-9,]+)/) ?? number(in: /"?n_ctx"?\D{1,3}([0-9]+)/)
        let input =
            number(in: /resulted in ([0-9,]+) tokens/)
            ?? number(in: /([0-9,]+)(?: tokens)? (?:in the messages|of text input)/)
            ?? number(in: /has ([0-9,]+) input tokens/)
        let requested = number(in: /requested (?:about )?([0-9,]+) tokens/)
        let output =
            number(in: /([0-9,]+) (?:tokens )?in the (?:completion|output)/)
            ?? number(in: /(?:max_tokens|max_completion_tokens)' is too large: ([0-9,]+)/)
        // Functions and tools may be counted apart from the messages: everything but the requested output was sent.
        let sent = requested.flatMap { requested in output.map { requested - $0 } } ?? input ?? requested
        if let window, let sent, let output, sent <= window, output > 0 {
            return .inputAndOutput(input: sent, output: output, window: window)
        }
        return .input(tokens: sent, window: window)
    }

    private var isOverflow: Bool {
        switch code ?? type {
        case "context_length_exceeded", "exceed_context_size_error": return true
        case "string_above_max_length":
            // For an id or a description this code means something else; only contents may be this long.
            return (number(in: /maximum length ([0-9,]+)/) ?? 0) >= 1_000_000
        default: break
        }
        guard status.map({ $0 == 400 || $0 == 413 || $0 == 422 || $0 == 500 }) ?? true else { return false }
        let text = wording.lowercased()
        return text.contains("maximum context length") || text.contains("exceeds the context window")
            || text.contains("exceeds the available context size") || text.contains("prompt is too long")
            || text.contains("input is too long for requested model")
    }

    private func number(in pattern: Regex<(Substring, Substring)>) -> Int? {
        wording.firstMatch(of: pattern).flatMap { Int($0.output.1.filter { $0 != "," }) }
    }
}
