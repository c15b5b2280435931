/// The name of an upstream API that this program speaks, as the configuration and the records write it.
///
/// Each dialect declares its own in its folder, and ``Dialects`` lists them: no code outside a dialect's folder decides
/// by a name. What an API takes is in its ``DialectTraits``.
public struct DialectName: RawRepresentable, Sendable, Hashable {
    public let rawValue: String

    /// Nil for a name that no dialect has.
    public init?(rawValue: String) {
        guard let known = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = known
    }

    /// For the declaration of a dialect's own name.
    init(declared name: StaticString) {
        rawValue = name.description
    }
}

extension DialectName: CaseIterable {
    /// In the order of the registry.
    public static var allCases: [DialectName] { Dialects.all.map(\.name) }

    /// The APIs that requests are translated for, as opposed to those they are passed on to.
    public static var translated: [DialectName] {
        Dialects.all.filter { !$0.traits.passesRequestsOn }.map(\.name)
    }

    /// The API that requests are passed on to.
    static var passedOn: DialectName? {
        Dialects.all.first { $0.traits.passesRequestsOn }?.name
    }

    public var traits: DialectTraits { Dialects.named(self).traits }
}

extension DialectName: CustomStringConvertible {
    public var description: String { rawValue }
}
