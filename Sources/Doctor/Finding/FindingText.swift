// Values as parts of a finding's sentence.

extension String {
    /// An upstream's text with a full stop, unless it ends like a sentence already.
    var asSentence: String {
        let ends = last.map { ".!?…".contains($0) } ?? true
        return ends ? self : "\(self)."
    }

    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension [String] {
    /// `a, b and c`
    var asList: String {
        guard count > 1, let last else { return joined() }
        return "\(dropLast().joined(separator: ", ")) and \(last)"
    }
}

extension Duration {
    var magnitude: Duration { self < .zero ? .zero - self : self }
}
