/// What was done and why: a code and what its sentence names.
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

    /// The code's name, also where another version of this program made it.
    public var codeName: String {
        guard code == .unrecognized, let name = self[.code] else { return code.rawValue }
        return name.description
    }

    /// The sentence that people read.
    public var sentence: String { NoteCatalog(self).sentence }
}
