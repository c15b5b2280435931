import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

struct JSONTests {
    @Test
    func `text is written as it is but for what JSON must escape`() {
        let json: JSON = ["a": "\"\\\n\u{1}é\u{2028}👍", "b": [1, -2.5, true, nil]]

        #expect(json.text == "{\"a\":\"\\\"\\\\\\n\\u0001é\u{2028}👍\",\"b\":[1,-2.5,true,null]}")
    }

    @Test
    func `written JSON is read back`() throws {
        let json: JSON = ["a": ["b": [1, 2.5, "x", false, nil, [:]]], "c": "\u{0}\t"]

        #expect(try JSON(parsing: json.text) == json)
    }

    @Test
    func `objects are equal in any order`() {
        #expect(["a": 1, "b": 2] as JSON == ["b": 2, "a": 1])
        #expect(["a": 1, "b": 2] as JSON != ["a": 1, "b": 3])
        #expect(["a": 1] as JSON != ["a": 1, "b": 2])
    }
}
