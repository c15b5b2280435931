// The JSON form of a note, for logs, exports and the feed. `docs/events.md` describes it.

extension TranslationNote: Codable {
    /// The members of the JSON form.
    public enum Key: String, CodingKey, CaseIterable {
        case kind, direction, code, parameters, places
        case hasMorePlaces = "more_places"
        case rule, sentence
    }

    public init(from decoder: any Decoder) throws {
        let note = try decoder.container(keyedBy: Key.self)
        kind = try note.decode(Kind.self, forKey: .kind)
        direction = try note.decode(Direction.self, forKey: .direction)
        reason = try NoteReason(
            codeName: note.decode(String.self, forKey: .code),
            try note.decodeIfPresent([String: NoteParameter.Value].self, forKey: .parameters) ?? [:]
        )
        let places = try note.decodeIfPresent([Place].self, forKey: .places) ?? []
        place = places.first ?? Place()
        furtherPlaces = Array(places.dropFirst())
        hasMorePlaces = try note.decodeIfPresent(Bool.self, forKey: .hasMorePlaces) ?? false
        rule = try note.decodeIfPresent(String.self, forKey: .rule)
    }

    public func encode(to encoder: any Encoder) throws {
        var note = encoder.container(keyedBy: Key.self)
        try note.encode(kind, forKey: .kind)
        try note.encode(direction, forKey: .direction)
        try note.encode(reason.codeName, forKey: .code)
        if !reason.namedParameters.isEmpty {
            var parameters = note.nestedContainer(keyedBy: NoteParameter.Name.self, forKey: .parameters)
            for parameter in reason.namedParameters { try parameters.encode(parameter.value, forKey: parameter.name) }
        }
        if hasPlace { try note.encode(places, forKey: .places) }
        if hasMorePlaces { try note.encode(true, forKey: .hasMorePlaces) }
        try note.encodeIfPresent(rule, forKey: .rule)
        // For people; not read back.
        try note.encode(sentence, forKey: .sentence)
    }

    private var hasPlace: Bool { place != Place() || !furtherPlaces.isEmpty }
}

extension TranslationNote.Kind: Codable {}
extension TranslationNote.Direction: Codable {}

extension TranslationNote.Place: Codable {
    private enum CodingKeys: String, CodingKey {
        case source = "from"
        case target = "to"
    }

    public init(from decoder: any Decoder) throws {
        let place = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            source: try place.decodeIfPresent(JSONPath.self, forKey: .source),
            target: try place.decodeIfPresent(JSONPath.self, forKey: .target)
        )
    }

    public func encode(to encoder: any Encoder) throws {
        var place = encoder.container(keyedBy: CodingKeys.self)
        try place.encodeIfPresent(source, forKey: .source)
        try place.encodeIfPresent(target, forKey: .target)
    }
}

extension NoteReason {
    /// A code of another version becomes ``NoteCode/unrecognized``, shown by its name.
    fileprivate init(codeName: String, _ values: [String: NoteParameter.Value]) {
        let known = NoteCode(rawValue: codeName) ?? .unrecognized
        let parameters = NoteParameter.Name.allCases.compactMap { name in
            name == .code ? nil : values[name.rawValue].map { NoteParameter(name, $0) }
        }
        self.init(known, known == .unrecognized ? [.code(codeName)] + parameters : parameters)
    }

    /// The parameters without the name of an unknown code, which has a member of its own.
    fileprivate var namedParameters: [NoteParameter] { parameters.filter { $0.name != .code } }
}

extension NoteParameter.Name: CodingKey {}

extension NoteParameter.Value: Codable {
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Int.self) {
            self = .number(number)
        } else {
            self = .text(try value.decode(String.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .text(let text): try value.encode(text)
        case .number(let number): try value.encode(number)
        }
    }
}
