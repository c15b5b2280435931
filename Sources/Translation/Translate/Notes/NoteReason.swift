/// A code with the parameters of its sentence.
public struct NoteReason: Sendable, Hashable {
    public var code: NoteCode
    public var parameters: [NoteParameter]

    public init(_ code: NoteCode, _ parameters: [NoteParameter]) {
        self.code = code
        self.parameters = parameters
    }

    public init(_ code: NoteCode, _ parameters: NoteParameter...) {
        self.init(code, parameters)
    }

    public subscript(name: NoteParameter.Name) -> NoteParameter.Value? {
        parameters.first { $0.name == name }?.value
    }

    /// The code's name, also for a code of another version.
    public var codeName: String {
        guard code == .unrecognized, let name = self[.code] else { return code.rawValue }
        return name.description
    }

    /// The sentence for people.
    public var sentence: String { NoteCatalog(self).sentence }
}
