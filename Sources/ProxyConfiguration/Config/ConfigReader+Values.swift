extension ConfigReader {
    // MARK: Maps and lists

    /// An absent or empty value is an empty map.
    mutating func section(_ value: YAMLValue?, path: String, absentAt line: Int = 1) -> ConfigSection {
        guard let value else { return ConfigSection(path: path, line: line) }
        switch value.content {
        case .map(let members):
            return ConfigSection(path: path, line: value.line, members: members)
        case .null:
            return ConfigSection(path: path, line: value.line)
        case .scalar, .list:
            fail(place(value.line, path), "expected a map, found \(value.kindName)")
            return ConfigSection(path: path, line: value.line, isBroken: true)
        }
    }

    mutating func section(_ key: String, of parent: inout ConfigSection) -> ConfigSection {
        section(parent.take(key), path: parent.path(to: key), absentAt: parent.line)
    }

    /// Nil, with an error, if it is no list.
    mutating func list(_ value: YAMLValue, path: String, of expected: String) -> [YAMLValue]? {
        note(value, path: path)
        guard case .list(let elements) = value.content else {
            fail(place(value.line, path), "expected a list of \(expected), found \(value.kindName)")
            return nil
        }
        return elements
    }

    /// An error for every unknown key.
    mutating func refuseUnknown(in section: ConfigSection) {
        for member in section.members {
            let nearest = NearMiss.nearest(to: member.key, among: section.askedFor)
            let advice =
                nearest.map { "did you mean \"\($0)\"?" }
                ?? "the keys here are \(section.askedFor.joined(separator: ", "))"
            fail(place(member.line, section.path(to: member.key)), "unknown key; \(advice)")
        }
    }

    // MARK: Scalars

    mutating func value<Value>(
        _ key: String,
        of section: inout ConfigSection,
        as form: ConfigForm<Value>,
        default: Value
    ) -> Value {
        optional(key, of: &section, as: form) ?? `default`
    }

    mutating func optional<Value>(
        _ key: String,
        of section: inout ConfigSection,
        as form: ConfigForm<Value>
    ) -> Value? {
        let path = section.path(to: key)
        guard let value = section.take(key) else { return nil }
        return read(value, path: path, as: form)
    }

    mutating func required<Value>(
        _ key: String,
        of section: inout ConfigSection,
        as form: ConfigForm<Value>
    ) -> Value? {
        if let value = section.take(key) { return read(value, path: section.path(to: key), as: form) }
        if !section.isBroken {
            fail(place(section.line, section.path(to: key)), "required; expected \(form.expected)")
        }
        return nil
    }

    /// The value in `form`, or nil after an error.
    mutating func read<Value>(
        _ value: YAMLValue,
        path: String,
        as form: ConfigForm<Value>,
        unset: UnsetKeys = .refused
    ) -> Value? {
        note(value, path: path)
        let place = place(value.line, path)
        guard case .scalar(let written) = value.content else {
            fail(place, "expected \(form.expected), found \(value.kindName)")
            return nil
        }
        guard let text = expand(written.text, at: place, unset: unset) else { return nil }
        if let result = form.read(YAMLScalar(text: text, isQuoted: written.isQuoted)) { return result }
        // As written: a variable may contain a key in the wrong place, so only its name is shown.
        fail(place, form.mismatch(written.text))
        return nil
    }

    /// The treatment of an unset variable in another key: a client's, or a header's value.
    var unsetOtherKeys: UnsetKeys {
        switch unsetKeys {
        case .refused, .allowed: .refused
        case .unneeded: .unneeded
        }
    }

    /// `text` with its variables replaced; nil after an error, and if an unset one is allowed.
    private mutating func expand(_ text: String, at place: ConfigPlace, unset: UnsetKeys) -> String? {
        let expansion = VariableExpansion(text, environment: environment)
        guard !expansion.isMalformed else {
            fail(place, "\"${\" must be followed by a variable's name and \"}\"; a literal \"${\" is written \"$${\"")
            return nil
        }
        for name in expansion.unset {
            let state = environment[name] == nil ? "not set" : "empty"
            let message = "environment variable \(name) is \(state)"
            switch unset {
            case .refused:
                fail(place, "\(message); set it (export \(name)=…) or write the value here", cause: .unsetVariable)
            case .allowed: warn(place, "\(message); requests will have no key")
            case .unneeded: break
            }
        }
        return expansion.unset.isEmpty ? expansion.text : nil
    }
}
