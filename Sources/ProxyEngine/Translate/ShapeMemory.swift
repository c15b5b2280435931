/// The shapes of the events of one answer that have been looked through for members without a place.
///
/// Nearly all events of a stream are of a handful of shapes, so that looking through them costs one comparison each.
/// The memory is small: what it forgets is looked through again, which changes nothing but the time.
struct ShapeMemory: Sendable {
    static let capacity = 32

    private var shapes: [UInt64] = []
    private var latest = 0
    private var oldest = 0

    /// Whether `value` must be looked through; it counts as seen from now on. Values of different kinds are told apart
    /// by `kind`, whatever their shapes.
    mutating func isNew(_ value: JSONValue, kind: Int = 0) -> Bool {
        let shape = value.shape &+ UInt64(truncatingIfNeeded: kind)
        if latest < shapes.count, shapes[latest] == shape { return false }
        if let known = shapes.firstIndex(of: shape) {
            latest = known
            return false
        }
        if shapes.count < Self.capacity {
            latest = shapes.count
            shapes.append(shape)
        } else {
            latest = oldest
            shapes[oldest] = shape
            oldest = (oldest + 1) % Self.capacity
        }
        return true
    }
}
