/// What is to be looked for in the captured bodies of an exchange, whatever the case of its letters.
enum BodyPattern: Sendable, Hashable {
    case text(String)
    /// A regular expression that can be compiled.
    case expression(String)
}
