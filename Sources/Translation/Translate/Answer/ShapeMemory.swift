/// The shapes of the events of one answer that have been looked through for members without a place.
///
/// Nearly all events of a stream are of a handful of shapes, so that looking through them costs one comparison each.
/// The memory is small: what it forgets is looked through again, which changes nothing but the time.
struct ShapeMemory: Sendable {
    static let capacity = 32

    private struct Shape: Sendable {
        var hash: UInt64
        var isPlain = false
    }

    private var shapes: [Shape] = []
    private var latest = 0
    private var oldest = 0

    /// Whether `value` must be looked through; it counts as seen from now on. Values of different kinds are told apart
    /// by `kind`, whatever their shapes.
    mutating func isNew(_ value: JSONValue, kind: Int = 0) -> Bool {
        let hash = value.shape &+ UInt64(truncatingIfNeeded: kind)
        if latest < shapes.count, shapes[latest].hash == hash { return false }
        if let known = shapes.firstIndex(where: { $0.hash == hash }) {
            latest = known
            return false
        }
        if shapes.count < Self.capacity {
            latest = shapes.count
            shapes.append(Shape(hash: hash))
        } else {
            latest = oldest
            shapes[oldest] = Shape(hash: hash)
            oldest = (oldest + 1) % Self.capacity
        }
        return true
    }

    /// What the reader has found out about all values of the shape that was seen last: that there is nothing in them
    /// but one text.
    var isLatestPlain: Bool {
        get { latest < shapes.count && shapes[latest].isPlain }
        set { if latest < shapes.count { shapes[latest].isPlain = newValue } }
    }
}
