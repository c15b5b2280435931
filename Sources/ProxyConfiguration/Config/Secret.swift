/// A key or token that can be used but not shown: it prints as `•••` wherever values are printed and cannot be encoded.
package struct Secret: Sendable {
    private let value: String

    package init(_ value: String) {
        self.value = value
    }

    package var isEmpty: Bool { value.isEmpty }

    /// The only way to the text. The result of `body` must not reach a log, an event or a capture.
    package func withValue<Result>(_ body: (String) throws -> Result) rethrows -> Result {
        try body(value)
    }
}

extension Secret: Equatable {
    /// The time depends only on the lengths, so that a key cannot be guessed byte by byte from the time of a refusal.
    package static func == (left: Secret, right: Secret) -> Bool {
        let known = Array(left.value.utf8)
        let offered = Array(right.value.utf8)
        var difference = known.count ^ offered.count
        for offset in 0..<min(known.count, offered.count) {
            difference |= Int(known[offset] ^ offered[offset])
        }
        return difference == 0
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "•••" }
    package var debugDescription: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
