/// A pattern to search in the captured bodies of an exchange, ignoring case.
enum BodyPattern: Sendable, Hashable {
    case text(String)
    /// A regular expression that can be compiled.
    case expression(String)
}
