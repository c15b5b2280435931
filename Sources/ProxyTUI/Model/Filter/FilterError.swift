/// Why a text is not a filter: the position, and what is possible there.
struct FilterError: Error, Equatable, CustomStringConvertible {
    /// The position in scalars; the end if something is missing.
    let position: Int
    /// For a person at a prompt.
    let description: String

    init(_ position: Int, _ description: String) {
        self.position = position
        self.description = description
    }
}
