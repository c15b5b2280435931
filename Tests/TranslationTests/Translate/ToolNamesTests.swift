import Testing

@testable import Translation

@Suite struct ToolNamesTests {
    @Test(arguments: ["Read", "mcp__github__create-issue", "_", String(repeating: "n", count: 64)])
    func `a legal name stays as it is`(name: String) {
        let names = ToolNames([name])

        #expect(names.sent(name) == name)
        #expect(names.restored.isEmpty)
    }

    @Test func `a name that is too long is cut and marked with its hash`() throws {
        let name = String(repeating: "a", count: 70)
        let names = ToolNames([name])

        let sent = names.sent(name)

        // printf a%.0s $(seq 70) | sha256sum
        #expect(sent == String(repeating: "a", count: 55) + "_6bd5e503")
        #expect(names.restored == [sent: name])
    }

    /// Only a history can hold one: a call in an answer must have a name.
    @Test func `an empty name becomes a legal one and does not come back`() {
        let names = ToolNames(["Read", ""])

        // printf '' | sha256sum
        #expect(names.sent("") == "_e3b0c442")
        #expect(names.restored.isEmpty)
    }

    @Test(arguments: ["with space", "a.b", "naïve", "天気", "a/b\u{0}c", String(repeating: "é", count: 200)])
    func `an illegal name becomes a legal one and finds its way back`(name: String) throws {
        let names = ToolNames(["Read", name])

        let sent = names.sent(name)

        #expect(sent.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil)
        #expect(names.restored[sent] == name)
    }

    @Test func `two names with one 55 character prefix stay apart`() {
        let prefix = String(repeating: "p", count: 60)
        let names = ToolNames([prefix + "_first_tool", prefix + "_second_tool"])

        let sent = [names.sent(prefix + "_first_tool"), names.sent(prefix + "_second_tool")]

        #expect(Set(sent).count == 2)
        #expect(names.restored.count == 2)
    }

    @Test func `names that become equal by repair stay different`() {
        let names = ToolNames(["a.b", "a b", "a/b", "a_b"])

        #expect(Set(["a.b", "a b", "a/b", "a_b"].map(names.sent)).count == 4)
        #expect(names.sent("a_b") == "a_b")
    }

    @Test func `a repaired name never takes the name of a legal tool`() throws {
        let squatter = ToolNames(["a.b"]).sent("a.b")
        let names = ToolNames(["a.b", squatter])

        #expect(names.sent(squatter) == squatter)
        #expect(names.sent("a.b") != squatter)
        #expect(names.restored == [names.sent("a.b"): "a.b"])
    }

    @Test func `a name's repair does not depend on order or on other tools`() {
        let alone = ToolNames(["my tool"]).sent("my tool")

        #expect(ToolNames(["x y", "my tool", "Read"]).sent("my tool") == alone)
        #expect(ToolNames(["Read", "my tool", "x y"]).sent("my tool") == alone)
    }

    @Test func `a tool that occurs only in the history is repaired the same way`() {
        #expect(ToolNames([]).sent("my tool") == ToolNames(["my tool"]).sent("my tool"))
        #expect(ToolNames([]).sent("Read") == "Read")
    }

    @Test func `a name listed twice counts once`() {
        #expect(ToolNames(["a b", "a b"]).restored.count == 1)
    }
}
