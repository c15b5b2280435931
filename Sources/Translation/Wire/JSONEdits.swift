/// Changes to a few values of a JSON text. Every byte outside of them stays as it is.
struct JSONEdits {
    private let document: JSONDocument
    /// Apart from each other, in no order.
    private var changes: [(range: Range<Int>, bytes: [UInt8])] = []

    init(of document: JSONDocument) {
        self.document = document
    }

    mutating func replace(_ value: JSONValue, with json: RawJSON) {
        changes.append((Self.range(of: value), Array(json.bytes)))
    }

    mutating func replace(_ value: JSONValue, with text: String) {
        var json = JSONWriter()
        json.value(text)
        changes.append((Self.range(of: value), json.bytes))
    }

    /// Takes the elements out of a list for which `isRemoved` is true, each with a comma beside it. Those that stay may
    /// be changed in themselves.
    mutating func remove(from list: JSONValue, where isRemoved: (inout JSONEdits, JSONValue) -> Bool) {
        let elements = Array(list.elements)
        var last: Int?
        var start: Int?
        for element in elements {
            let range = Self.range(of: element)
            let before = changes.count
            if isRemoved(&self, element) {
                // What was to change in it is gone with it.
                changes.removeSubrange(before...)
                start = start ?? range.lowerBound
            } else {
                if let begun = start { changes.append((begun..<range.lowerBound, [])) }
                start = nil
                last = range.upperBound
            }
        }
        guard let start, let end = elements.last.map({ Self.range(of: $0).upperBound }) else { return }
        changes.append(((last ?? start)..<end, []))
    }

    var bytes: [UInt8] {
        guard !changes.isEmpty else { return document.bytes }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(document.bytes.count + 256)
        var place = 0
        for change in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            bytes += document.bytes[place..<change.range.lowerBound]
            bytes += change.bytes
            place = change.range.upperBound
        }
        bytes += document.bytes[place...]
        return bytes
    }

    private static func range(of value: JSONValue) -> Range<Int> {
        let bytes = value.raw.bytes
        return bytes.startIndex..<bytes.endIndex
    }
}
