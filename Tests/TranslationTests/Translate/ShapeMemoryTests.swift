import Testing

@testable import Translation

@Suite struct ShapeMemoryTests {
    private static func shape(_ text: String) throws -> UInt64 { try JSONDocument(text).root.shape }

    @Test(arguments: [
        (#"{"a":"x","b":[1,2]}"#, #"{"a":"longer","b":[7,8,9]}"#),
        (#"{"a":true}"#, #"{"a":17}"#),
        (#"{"choices":[{"delta":{"content":"a"}}]}"#, #"{"choices":[{"delta":{"content":"b\n"}}]}"#),
    ])
    func `other texts and counts are the same shape`(_ one: String, _ other: String) throws {
        #expect(try Self.shape(one) == Self.shape(other))
    }

    @Test(arguments: [
        (#"{"a":1}"#, #"{"b":1}"#),
        (#"{"a":"x"}"#, #"{"a":""}"#),
        (#"{"a":null}"#, #"{"a":""}"#),
        (#"{"a":"x"}"#, #"{"a":["x"]}"#),
        (#"{"a":{"b":1}}"#, #"{"a":{"c":1}}"#),
        (#"{"a":1,"b":1}"#, #"{"b":1,"a":1}"#),
        (#"{"index":0}"#, #"{"index":1}"#),
        (#"{"a":[{"b":1}]}"#, #"{"a":[{"b":1},{"c":1}]}"#),
        (#"{"longer_name_1":1}"#, #"{"longer_name_2":1}"#),
        (#"{"a":[]}"#, #"{"a":{}}"#),
    ])
    func `other members are another shape`(_ one: String, _ other: String) throws {
        #expect(try Self.shape(one) != Self.shape(other))
    }

    @Test func `a shape is new once`() throws {
        var memory = ShapeMemory()
        let one = try JSONDocument(#"{"a":1}"#).root
        let other = try JSONDocument(#"{"b":1}"#).root

        var isNew: [Bool] = []
        for value in [one, other, one, other, one] { isNew.append(memory.isNew(value)) }

        #expect(isNew == [true, true, false, false, false])
    }

    @Test func `one shape of two kinds is new twice`() throws {
        var memory = ShapeMemory()
        let value = try JSONDocument(#"{"a":1}"#).root

        var isNew: [Bool] = []
        for kind in [1, 2, 1, 2] { isNew.append(memory.isNew(value, kind: kind)) }

        #expect(isNew == [true, true, false, false])
    }

    @Test func `what is forgotten is new again, and the latest are kept`() throws {
        var memory = ShapeMemory()
        let values = try (0...ShapeMemory.capacity).map { try JSONDocument("{\"m\($0)\":1}").root }
        for value in values { _ = memory.isNew(value) }

        let latest = memory.isNew(values[ShapeMemory.capacity])
        let first = memory.isNew(values[0])

        #expect(!latest && first)
    }
}
