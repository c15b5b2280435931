extension ChatStreamMachine {
    /// The text of a plain chunk, see ``isPlain(_:)``.
    static func plainText(of chunk: JSONValue) -> JSONText? {
        chunk["choices"]?.onlyElement?["delta"]?["content"]?.text
    }

    /// Whether `chunk`, and others of its shape, contain only ``plainText(of:)``. Nearly all chunks of a stream do, so their
    /// other members need not be searched each time.
    static func isPlain(_ chunk: JSONValue) -> Bool {
        guard chunk.present("error") == nil, chunk.present("usage") == nil,
            let choice = chunk["choices"]?.onlyElement, choice["index"].map({ $0.int == 0 }) ?? true,
            choice.present("finish_reason") == nil, let delta = choice["delta"], delta["content"]?.text != nil
        else { return false }
        return ["reasoning_content", "reasoning", "refusal", "tool_calls", "function_call"].allSatisfy { name in
            delta.present(name) == nil
        }
    }
}
