/// Remembers the last event of a stream that was read in full, so that further events of the same shape, which are
/// nearly all of them, are recognised by one comparison.
///
/// One shape is remembered: an event of another is read in full again, which changes nothing but the time.
struct EventShape: Sendable {
    private var usual: JSONDocument?
    private var kind = 0
    /// What the reader knows of all events of this shape: they hold nothing but one text.
    var isPlain = false

    /// Whether `event` has the shape of the one before; else it becomes the shape to compare with. Events of
    /// different kinds never have the same shape.
    mutating func isUsual(_ event: JSONDocument, kind: Int = 0) -> Bool {
        if kind == self.kind, let usual, event.hasShape(of: usual) { return true }
        (usual, self.kind, isPlain) = (event, kind, false)
        return false
    }
}
