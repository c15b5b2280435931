/// Why a text is no filter: where, and what is possible there.
struct FilterError: Error, Equatable, CustomStringConvertible {
    /// The scalar of the text it is about; at the end where something is missing.
    let position: Int
    /// For a person at a prompt.
    let description: String

    init(_ position: Int, _ description: String) {
        self.position = position
        self.description = description
    }
}
