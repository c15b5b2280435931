import Testing

@testable import Translation

@Suite struct SchemaPatternTests {
    @Test(arguments: [
        "", "abc", "^[a-zA-Z0-9_-]{1,64}$", #"^\d{4}-\d{2}-\d{2}$"#, #"^(?:a|b)*?$"#, #"[^\u0000-\u001F\u007F]+"#,
        #"^https?:\/\/[\w.-]+(:\d+)?$"#, #"[\]\[]"#, "a{2}b{2,}c{2,3}?", #"\$\{x\}"#, "größe天", #"\x41"#, "[a-]",
        "[+-]",
        "(a(b(c)))+", "a|", "]", "}",
    ])
    func `patterns that every engine reads pass`(pattern: String) {
        #expect(SchemaPattern.isRead(pattern))
    }

    @Test(arguments: [
        "(?=.*x)", "(?!x)", "(?<=x)", "(?<!x)", #"^(?!\.)(?!.*\.\.)a$"#,
        #"\p{L}"#, #"\P{Lu}"#, #"[\p{L}\d]"#,
        "(?<name>x)", "(?P<name>x)", "(?i)x", #"(a)\1"#, #"\k<name>"#, #"\u{1F600}"#, #"\u12"#, #"\xg0"#, #"\cA"#,
        #"\Z"#,
        "*.txt", "+", "?", "a**", "a|*", "(*)", "^*", "a{2}{3}", "a{,3}", "a{x}", "{2}",
        "(", ")", "(a", "a)", "[", "[a", "[]", "[^]", "[[:alpha:]]", "[z-a]", #"[\w-.]"#, #"[a-\d]"#, #"\"#, "(?",
        "a{2",
    ])
    func `patterns that some engine refuses do not pass`(pattern: String) {
        #expect(!SchemaPattern.isRead(pattern))
    }
}
