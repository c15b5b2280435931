import Testing

@testable import Translation

@Suite struct SearchDomainTests {
    @Test(arguments: [
        ("example.com", "https://example.com/a", true),
        ("example.com", "https://docs.EXAMPLE.com:8080/a?b#c", true),
        ("example.com", "http://user:word@example.com./", true),
        ("example.com", "https://notexample.com/", false),
        ("example.com", "https://example.com.evil.org/", false),
        ("example.com", "https://evil.org/example.com", false),
        ("example.com", "https://evil.org?https://example.com", false),
        ("example.com", #"https://evil.org\@example.com"#, false),
        ("docs.example.com", "https://example.com/", false),
        ("https://Example.com/", "https://example.com/a", true),
        ("example.com/blog", "https://example.com/blog", true),
        ("example.com/blog/", "https://example.com/blog/post?x", true),
        ("example.com/blog", "https://example.com/blogger", false),
        ("example.com/blog", "https://example.com/?/blog", false),
        ("example.com/*/news", "https://example.com/en/news/1", true),
        ("example.com/*/news", "https://example.com/en/sports", false),
        ("example.com/a*", "https://example.com/about", true),
    ])
    func `a domain covers itself, its subdomains and what lies below its path`(
        _ domain: String,
        _ address: String,
        _ isCovered: Bool
    ) throws {
        #expect(SearchDomains([try #require(SearchDomain(domain))]).cover(address) == isCovered)
    }

    @Test(arguments: ["", "  ", "not a domain", "/blog", "https://", "exämple.com", "example.com/*/*", "a.com/b c"])
    func `a text without a host is not a domain`(_ text: String) {
        #expect(SearchDomain(text) == nil)
    }

    @Test func `blocked domains are refused, and with an allow list only its domains are permitted`() throws {
        let limits = SearchLimits(
            allowed: [try #require(SearchDomain("example.com"))],
            blocked: [try #require(SearchDomain("ads.example.com"))]
        )

        #expect(limits.permits("https://example.com/a"))
        #expect(!limits.permits("https://ads.example.com/a"))
        #expect(!limits.permits("https://example.org/a"))
        #expect(SearchLimits().permits("anything"))
    }
}
