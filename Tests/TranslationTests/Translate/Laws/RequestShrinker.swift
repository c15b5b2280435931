import TranslationTestSupport

@testable import Translation

/// Makes a failing request small: takes members and elements out for as long as it still fails.
struct RequestShrinker {
    let stillFails: (JSON) -> Bool

    /// A request that fails, and of which nothing more can be left out.
    func shrunk(_ request: JSON) -> JSON {
        var request = request
        var isSmaller = true
        while isSmaller {
            isSmaller = false
            // The outermost first: what goes with its container need not go alone.
            for path in Self.paths(in: request).sorted(by: { $0.count < $1.count }) {
                let candidate = request.removing(path[...])
                guard candidate != request, stillFails(candidate) else { continue }
                request = candidate
                isSmaller = true
                break
            }
        }
        return request
    }

    /// The steps to each member and element, by their offsets.
    private static func paths(in value: JSON) -> [[Int]] {
        let children: [JSON] =
            switch value {
            case .object(let members): members.map(\.value)
            case .array(let elements): elements
            case .null, .bool, .integer, .number, .string: []
            }
        return children.enumerated().flatMap { offset, child in
            [[offset]] + paths(in: child).map { [offset] + $0 }
        }
    }
}

extension JSON {
    /// The value without what is at the end of `path`.
    fileprivate func removing(_ path: ArraySlice<Int>) -> JSON {
        guard let step = path.first else { return self }
        switch self {
        case .object(var members) where members.indices.contains(step):
            if path.count == 1 {
                members.remove(at: step)
            } else {
                members[step].value = members[step].value.removing(path.dropFirst())
            }
            return .object(members)
        case .array(var elements) where elements.indices.contains(step):
            if path.count == 1 {
                elements.remove(at: step)
            } else {
                elements[step] = elements[step].removing(path.dropFirst())
            }
            return .array(elements)
        case .object, .array, .null, .bool, .integer, .number, .string: return self
        }
    }
}
