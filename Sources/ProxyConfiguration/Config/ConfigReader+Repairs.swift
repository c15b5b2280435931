import Translation

extension ConfigReader {
    mutating func repairs(_ section: ConfigSection) -> RepairSettings {
        var section = section
        var settings = RepairSettings()
        if let value = section.take("malformed_json") {
            let path = section.path(to: "malformed_json")
            settings.malformedJSON = read(value, path: path, as: .onOrOff) ?? settings.malformedJSON
            settings.malformedRule = "\(file):\(value.line)"
        }
        if let value = section.take("empty_arguments") {
            settings.emptyArguments = emptyArguments(value, path: section.path(to: "empty_arguments"))
        }
        refuseUnknown(in: section)
        return settings
    }

    private mutating func emptyArguments(_ value: YAMLValue, path: String) -> [RepairSettings.NamedParameter]? {
        if case .scalar(let scalar) = value.content, scalar.isOff { return nil }
        guard case .list(let elements) = value.content else {
            fail(place(value.line, path), "expected a list such as [Read.pages], or off, found \(value.kindName)")
            return nil
        }
        note(value, path: path)
        return elements.enumerated().compactMap { index, element in
            guard var named = read(element, path: "\(path)[\(index)]", as: .toolParameter) else { return nil }
            named.rule = "\(file):\(element.line)"
            return named
        }
    }
}

extension ConfigForm where Value == Bool {
    static let onOrOff = ConfigForm(expected: "on or off", words: ["on", "off"]) { scalar in
        ["on", "true", "yes"].contains(scalar.text.lowercased()) ? true : scalar.isOff ? false : nil
    }
}

extension ConfigForm where Value == RepairSettings.NamedParameter {
    static let toolParameter = ConfigForm(expected: "TOOL.PARAMETER such as Read.pages") { scalar in
        guard let dot = scalar.text.firstIndex(of: ".") else { return nil }
        let (tool, parameter) = (scalar.text[..<dot], scalar.text[scalar.text.index(after: dot)...])
        guard !tool.isEmpty, !parameter.isEmpty else { return nil }
        return RepairSettings.NamedParameter(tool: String(tool), parameter: String(parameter))
    }
}
