/// The place of a value in a JSON text: the steps from the root to it, none for the root itself.
///
/// Paths are compared, stored and followed as steps, and become text (``description``) only for people.
public struct JSONPath: Sendable, Hashable {
    /// One step into a container.
    public enum Step: Sendable, Hashable {
        case member(String)
        case index(Int)
        /// Every element of a list.
        case each
        /// Every member of this name, at any depth.
        case anywhere(String)
    }

    public var steps: [Step]

    public init(_ steps: [Step] = []) {
        self.steps = steps
    }

    public var isRoot: Bool { steps.isEmpty }

    /// The path of the container; the root for the root.
    public var parent: JSONPath { JSONPath(Array(steps.dropLast())) }

    public func appending(_ further: Step...) -> JSONPath { JSONPath(steps + further) }

    public func appending(_ further: JSONPath) -> JSONPath { JSONPath(steps + further.steps) }

    /// Whether this is `other` itself or a place inside it.
    public func isWithin(_ other: JSONPath) -> Bool { steps.starts(with: other.steps) }

    /// The steps behind `other`; nil if this is not within it.
    public func relative(to other: JSONPath) -> JSONPath? {
        isWithin(other) ? JSONPath(Array(steps.dropFirst(other.steps.count))) : nil
    }
}

extension JSONPath: ExpressibleByArrayLiteral {
    /// `["output", 0, "content", .each]`
    public init(arrayLiteral steps: Step...) {
        self.init(steps)
    }
}

extension JSONPath.Step: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    public init(stringLiteral name: String) {
        self = .member(name)
    }

    public init(integerLiteral index: Int) {
        self = .index(index)
    }
}

extension JSONPath: CustomStringConvertible {
    /// For people: `messages[3].content[0].text`, `output[].status`, `…cache_control`; empty for the root.
    public var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .member(let name): text += text.isEmpty ? name : ".\(name)"
            case .index(let index): text += "[\(index)]"
            case .each: text += "[]"
            case .anywhere(let name): text += "…\(name)"
            }
        }
        return text
    }
}
