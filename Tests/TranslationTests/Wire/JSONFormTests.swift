import Testing

@testable import Translation

@Suite struct JSONFormTests {
    private struct Sample: Codable, Equatable {
        struct Part: Codable, Equatable {
            var name: String
            var counts: [UInt16]
        }

        var zeta = "a \"b\"\n"
        var alpha = -7
        var ratio = 0.25
        var isOn = true
        var missing: String?
        var parts = [Part(name: "x", counts: [1, 2]), Part(name: "y", counts: [])]
        var byName = ["only": 3]
    }

    @Test func `members stand in the order of the type, and what is nil is left out`() throws {
        let bytes = try JSONForm.encode(Sample())

        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"zeta":"a \"b\"\n","alpha":-7,"ratio":0.25,"isOn":true,"#
                + #""parts":[{"name":"x","counts":[1,2]},{"name":"y","counts":[]}],"byName":{"only":3}}"#
        )
        #expect(try JSONForm.decode(Sample.self, from: bytes) == Sample())
    }

    private struct Nested: Codable, Equatable {
        enum Key: String, CodingKey { case inner, list, after }

        var value = 1

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            var inner = container.nestedContainer(keyedBy: Key.self, forKey: .inner)
            try inner.encode(value, forKey: .after)
            var list = container.nestedUnkeyedContainer(forKey: .list)
            try list.encode("a")
            try list.encodeNil()
            var again = encoder.container(keyedBy: Key.self)
            try again.encode(2, forKey: .after)
        }

        init() {}

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            value = try container.nestedContainer(keyedBy: Key.self, forKey: .inner).decode(Int.self, forKey: .after)
        }
    }

    @Test func `nested containers close when their parent continues, and a repeated request returns the same one`()
        throws
    {
        let bytes = try JSONForm.encode(Nested())

        #expect(String(decoding: bytes, as: UTF8.self) == #"{"inner":{"after":1},"list":["a",null],"after":2}"#)
        #expect(try JSONForm.decode(Nested.self, from: bytes) == Nested())
    }

    @Test func `a value of another kind says where it stands`() throws {
        let error = #expect(throws: DecodingError.self) {
            try JSONForm.decode(Sample.self, from: Array(#"{"zeta":1}"#.utf8))
        }
        guard case .typeMismatch(_, let context)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(context.codingPath.map(\.stringValue) == ["zeta"])
    }

    private struct Number: Codable {
        var n: UInt8
    }

    @Test(arguments: ["256", "-1", "1.5", "\"1\"", "null", "{}"])
    func `a number that does not fit is an error`(_ text: String) {
        #expect(throws: DecodingError.self) { try JSONForm.decode(Number.self, from: Array("{\"n\":\(text)}".utf8)) }
    }

    @Test func `usage has the form that clients get`() throws {
        var usage = Usage(inputTokens: 1, cacheReadInputTokens: 2, outputTokens: 3)
        for (thinking, searches) in [(nil, nil), (4, nil), (nil, 5), (6, 7)] as [(Int?, Int?)] {
            usage.thinkingTokens = thinking
            usage.webSearchRequests = searches
            var json = JSONWriter()
            usage.write(to: &json)

            #expect(try JSONForm.encode(usage) == json.bytes)
            #expect(try JSONForm.decode(Usage.self, from: json.bytes) == usage)
        }
    }
}
