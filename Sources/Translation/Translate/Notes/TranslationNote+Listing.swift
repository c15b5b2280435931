extension TranslationNote {
    /// The note in a fixture: code, parameters and paths, without the sentence.
    ///
    ///     DROP schemaKeywordForValidators keyword="$schema"
    ///         tools[0].input_schema.$schema → tools[0].parameters
    ///         tools[1].input_schema.$schema → tools[1].parameters
    public var listing: String {
        var text = "\(kind.rawValue) \(reason.codeName)"
        for parameter in reason.parameters where parameter.name != .code {
            switch parameter.value {
            case .text(let value): text += " \(parameter.name.rawValue)=\(value.debugDescription)"
            case .number(let value): text += " \(parameter.name.rawValue)=\(value)"
            }
        }
        if let rule { text += " [\(rule)]" }
        text += "\n"
        for place in places {
            text += "    \(place.source?.description ?? "·") → \(place.target?.description ?? "·")\n"
        }
        return hasMorePlaces ? text + "    …\n" : text
    }
}
