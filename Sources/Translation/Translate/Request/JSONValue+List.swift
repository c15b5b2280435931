extension JSONValue {
    /// The elements of the array `key`; empty if there is no such array.
    public func list(_ key: StaticString) -> [JSONValue] {
        self[key].map { Array($0.elements) } ?? []
    }
}
