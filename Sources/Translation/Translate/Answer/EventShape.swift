/// Remembers the shape of the last event that was read in full, so that one comparison recognises further events of the
/// same shape, which are nearly all.
///
/// An event of another shape is read in full, which only takes longer.
struct EventShape: Sendable {
    private var usual: JSONDocument?
    /// Whether events of this shape contain nothing but one text.
    var isPlain = false

    /// Whether `event` has the remembered shape; otherwise its shape is remembered.
    mutating func isUsual(_ event: JSONDocument) -> Bool {
        if let usual, event.hasShape(of: usual) { return true }
        (usual, isPlain) = (event, false)
        return false
    }
}
