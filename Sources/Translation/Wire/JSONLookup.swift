/// Indices of a document, made on request: the places of its values, the names in big objects, the elements of long lists.
///
/// Most documents never need them. They are made once, for the whole document: a request of a megabyte can have a hundred
/// thousand values whose places are needed, and walking to each would take minutes.
struct JSONLookup: Sendable {
    private struct Place {
        var parent: UInt32
        /// An element's number; for a key or the value of a member, where the key is on the tape.
        var position: UInt32
    }

    private var places: [Place] = []
    private var names: [Int: [String: Int]] = [:]
    private var elements: [Int: [Int]] = [:]

    /// The steps from the root to a value.
    mutating func path(of index: Int, in document: JSONDocument) -> JSONPath {
        if places.isEmpty { places = Self.places(document.nodes) }
        var steps: [Place] = []
        var cursor = index
        while cursor != 0 {
            steps.append(places[cursor])
            cursor = Int(places[cursor].parent)
        }
        return JSONPath(
            steps.reversed().map { step in
                document.nodes[Int(step.parent)].kind == .array
                    ? .index(Int(step.position))
                    : .member(JSONValue(document: document, index: Int(step.position)).string ?? "")
            }
        )
    }

    /// The value of the first member of `object` that is called `name`.
    mutating func member(_ name: String, of object: JSONValue) -> JSONValue? {
        let known = names[object.index] ?? Self.names(of: object)
        names[object.index] = known
        return known[name].map { JSONValue(document: object.document, index: $0) }
    }

    /// The element of `list` with this number, from 0.
    mutating func element(_ number: Int, of list: JSONValue) -> JSONValue? {
        let known = elements[list.index] ?? list.elements.map(\.index)
        elements[list.index] = known
        return known.indices.contains(number) ? JSONValue(document: list.document, index: known[number]) : nil
    }

    private static func names(of object: JSONValue) -> [String: Int] {
        Dictionary(object.members.map { ($0.key.string, $0.value.index) }, uniquingKeysWith: { first, _ in first })
    }

    private static func places(_ nodes: [JSONNode]) -> [Place] {
        var places = [Place](repeating: Place(parent: 0, position: 0), count: nodes.count)
        for (index, node) in nodes.enumerated() {
            let parent = UInt32(truncatingIfNeeded: index)
            let end = Int(node.next)
            var child = index + 1
            switch node.kind {
            case .array:
                var number: UInt32 = 0
                while child < end {
                    places[child] = Place(parent: parent, position: number)
                    number += 1
                    child = Int(nodes[child].next)
                }
            case .object:
                while child < end {
                    let place = Place(parent: parent, position: UInt32(truncatingIfNeeded: child))
                    places[child] = place
                    places[child + 1] = place
                    child = Int(nodes[child + 1].next)
                }
            case .string, .number, .true, .false, .null:
                break
            }
        }
        return places
    }
}
