/// One map of the file while it is read. It remembers the keys that were read, so that unknown ones can be reported.
struct ConfigSection {
    /// `upstreams.openai.timeouts`; empty for the file itself.
    let path: String
    let line: Int
    private(set) var members: [YAMLValue.Member]
    /// It was no map, which already is an error: no key is required then.
    let isBroken: Bool
    private(set) var askedFor: [String] = []

    /// The value of `key`, which is then no longer a member.
    mutating func take(_ key: String) -> YAMLValue? {
        askedFor.append(key)
        guard let index = members.firstIndex(where: { $0.key == key }) else { return nil }
        return members.remove(at: index).value
    }

    /// Adds those of `others` that are not there yet.
    mutating func add(_ others: [YAMLValue.Member]) {
        members += others.filter { !contains($0.key) }
    }

    mutating func rewriteScalars(_ rewrite: (String) -> String) {
        members = members.map { member in
            guard case .scalar(let scalar) = member.value.content else { return member }
            let content = YAMLValue.Content.scalar(
                YAMLScalar(text: rewrite(scalar.text), isQuoted: scalar.isQuoted)
            )
            let value = YAMLValue(content: content, line: member.value.line)
            return YAMLValue.Member(key: member.key, line: member.line, value: value)
        }
    }

    func contains(_ key: String) -> Bool {
        members.contains { $0.key == key }
    }

    func path(to key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    init(path: String, line: Int, members: [YAMLValue.Member] = [], isBroken: Bool = false) {
        self.path = path
        self.line = line
        self.members = members
        self.isBroken = isBroken
    }
}
