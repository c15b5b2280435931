import Testing

@testable import Translation

@Suite struct EventShapeTests {
    private static func isSame(_ one: String, _ other: String) throws -> Bool {
        try JSONDocument(one).hasShape(of: JSONDocument(other))
    }

    @Test(arguments: [
        (#"{"a":"x","b":[1,2]}"#, #"{"a":"longer","b":[7,8]}"#),
        (#"{"a":1}"#, #"{"a":17}"#),
        (#"{"choices":[{"delta":{"content":"a"}}]}"#, #"{"choices":[{"delta":{"content":"b\n"}}]}"#),
    ])
    func `other texts and numbers are the same shape`(_ one: String, _ other: String) throws {
        #expect(try Self.isSame(one, other))
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
        (#"{"a":{"b":1},"c":1}"#, #"{"a":{"b":1,"c":1}}"#),
    ])
    func `other members are another shape`(_ one: String, _ other: String) throws {
        #expect(try !Self.isSame(one, other))
        #expect(try !Self.isSame(other, one))
    }

    @Test func `an event like the one before is usual`() throws {
        var shape = EventShape()
        let one = try JSONDocument(#"{"a":1}"#)
        let other = try JSONDocument(#"{"b":1}"#)

        var isUsual: [Bool] = []
        for event in [one, one, other, other, one] { isUsual.append(shape.isUsual(event)) }

        #expect(isUsual == [false, true, false, true, false])
    }

    @Test func `the facts about one shape are not used for another`() throws {
        var shape = EventShape()
        _ = shape.isUsual(try JSONDocument(#"{"a":1}"#))
        shape.isPlain = true

        _ = shape.isUsual(try JSONDocument(#"{"b":1}"#))

        #expect(!shape.isPlain)
    }
}
