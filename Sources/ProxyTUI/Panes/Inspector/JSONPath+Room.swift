import Translation

/// Shortened paths: `tools[3]…url.format`.
extension JSONPath {
    /// Names with their indices: `messages[3]`, `content[0]`, `text`.
    var segments: [String] {
        var segments: [String] = []
        for step in steps {
            let text = JSONPath([step]).description
            switch step {
            case .member, .anywhere: segments.append(text)
            case .index, .each: if segments.isEmpty { segments = [text] } else { segments[segments.count - 1] += text }
            }
        }
        return segments
    }

    /// The first segment and as many of the last ones as fit into `width` characters.
    func shortened(to width: Int, _ ellipsis: String) -> String {
        let whole = description
        guard whole.count > width else { return whole }
        let segments = segments
        guard let first = segments.first, let last = segments.last else { return whole }
        guard first.count + 1 + last.count <= width else {
            return last.count < width ? ellipsis + last : whole.prefix(max(width - 1, 0)) + ellipsis
        }
        var end = last
        for segment in segments.dropFirst().dropLast().reversed() {
            guard first.count + 1 + segment.count + 1 + end.count <= width else { break }
            end = "\(segment).\(end)"
        }
        return first + ellipsis + end
    }
}
