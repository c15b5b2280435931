/// Remembers the shape of the last event that was read in full, so that one comparison recognises further events of the
/// same shape, which are nearly all.
///
/// An event of another shape is read in full, which only takes longer.
struct EventShape: Sendable {
    private var usual: JSONDocument?
    private var kind = 0
    /// Whether events of this shape contain nothing but one text.
    var isPlain = false

    /// Whether `event` has the remembered shape; otherwise its shape is remembered. Events of different kinds never have
    /// the same shape.
    mutating func isUsual(_ event: JSONDocument, kind: Int = 0) -> Bool {
        if kind == self.kind, let usual, event.hasShape(of: usual) { return true }
        (usual, self.kind, isPlain) = (event, kind, false)
        return false
    }
}
