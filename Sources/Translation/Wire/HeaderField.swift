/// One header line.
public struct HeaderField: Sendable, Equatable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension Sequence<HeaderField> {
    /// The values of the headers called `name` (in lower case), in whatever case they were sent.
    package func values(of name: String) -> [String] {
        compactMap { $0.isCalled(name) ? $0.value : nil }
    }

    /// The first of them.
    package func value(of name: String) -> String? {
        first { $0.isCalled(name) }?.value
    }
}

extension HeaderField {
    /// Compares bytes: a lower-case copy of each name would cost more than all else about headers.
    fileprivate func isCalled(_ lowerCase: String) -> Bool {
        name.utf8.count == lowerCase.utf8.count
            && zip(name.utf8, lowerCase.utf8).allSatisfy { own, other in
                own == other || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(own) && own | 0x20 == other
            }
    }
}
