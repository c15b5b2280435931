extension TranslationNote {
    /// The note with `transform` applied to every text of a client or an upstream.
    public func mappingTexts(_ transform: (String) -> String) -> TranslationNote {
        var note = self
        note.reason.parameters = reason.parameters.map { $0.mappingText(transform) }
        note.place = place.mappingNames(transform)
        note.furtherPlaces = furtherPlaces.map { $0.mappingNames(transform) }
        return note
    }

    /// The approximate size of the note in memory, in bytes.
    public var memory: Int {
        let parameters = reason.parameters.reduce(0) { $0 + MemoryLayout<NoteParameter>.stride + $1.value.memory }
        return places.reduce(MemoryLayout<TranslationNote>.stride + parameters) { size, place in
            size + MemoryLayout<Place>.stride + (place.source?.memory ?? 0) + (place.target?.memory ?? 0)
        }
    }
}

extension TranslationNote.Place {
    fileprivate func mappingNames(_ transform: (String) -> String) -> Self {
        Self(source: source?.mappingNames(transform), target: target?.mappingNames(transform))
    }
}

extension NoteParameter {
    fileprivate func mappingText(_ transform: (String) -> String) -> NoteParameter {
        switch value {
        case .text(let text): NoteParameter(name, .text(transform(text)))
        case .number: self
        }
    }
}

extension NoteParameter.Value {
    fileprivate var memory: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .number: 0
        }
    }
}

extension JSONPath {
    fileprivate func mappingNames(_ transform: (String) -> String) -> JSONPath {
        JSONPath(
            steps.map { step in
                switch step {
                case .member(let name): .member(transform(name))
                case .anywhere(let name): .anywhere(transform(name))
                case .index, .each: step
                }
            }
        )
    }

    /// The size of the steps, and of long names outside of them.
    fileprivate var memory: Int {
        steps.reduce(0) { size, step in
            switch step {
            case .member(let name), .anywhere(let name): size + MemoryLayout<Step>.stride + name.utf8.count
            case .index, .each: size + MemoryLayout<Step>.stride
            }
        }
    }
}
