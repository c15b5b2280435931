/// Shortened names of models.
enum ModelName {
    /// Whether `answered` is another model than was sent; a dated name of the same model is the same model.
    static func differs(_ answered: String, from sent: String) -> Bool {
        answered != sent && !answered.hasPrefix(sent + "-2") && !sent.hasPrefix(answered + "-2")
            && !sent.hasSuffix("/" + answered)
    }

    /// `claude-opus-4-5-20251101` → `opus-4-5`
    static func short(_ name: String) -> String {
        var short = Substring(name)
        if short.hasPrefix("claude-"), short.count > 7 { short = short.dropFirst(7) }
        if let dash = short.lastIndex(of: "-") {
            let date = short[short.index(after: dash)...]
            if date.count == 8, date.hasPrefix("20"), date.allSatisfy(\.isWholeNumber) { short = short[..<dash] }
        }
        return String(short)
    }
}
