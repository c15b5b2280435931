import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct EdgeQueryTests {
    @Test(arguments: [
        ("limit=5", "limit", "5"), ("a=1&b=2", "b", "2"), ("a=1&a=2", "a", "1"), ("name=a%20b%C3%A9", "name", "a bé"),
        ("flag", "flag", nil), ("x=", "x", ""), ("", "x", nil), ("x=%ZZ", "x", nil), ("x=1+1", "x", "1+1"),
    ])
    func `a parameter is found by its name and decoded`(query: String, name: String, value: String?) {
        #expect(EdgeQuery(query)[name] == value)
    }

    @Test func `no query has no parameters`() {
        #expect(EdgeQuery(nil)["x"] == nil)
    }
}
