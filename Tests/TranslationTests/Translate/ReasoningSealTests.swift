import Testing

@testable import Translation

@Suite struct ReasoningSealTests {
    private let seal = ReasoningSeal(
        model: "gpt-5.6-sol",
        scope: "org-7f/key-2",
        encryptedContent: "gAAAAABo+/=_-9" + String(repeating: "xY3", count: 500),
        summaryParts: 2
    )

    @Test(arguments: 0..<4)
    func `sealed content of any length can be opened`(extra: Int) {
        var seal = seal
        seal.encryptedContent += String(repeating: "z", count: extra)

        #expect(ReasoningSeal.open(seal.signature) == .valid(seal))
    }

    @Test func `a seal with nothing in it and one with odd characters are opened again`() {
        for text in ["", "\"quoted\" \\ \n\t\u{1}", "größe 天"] {
            let seal = ReasoningSeal(model: text, scope: text, encryptedContent: text, summaryParts: 0)

            #expect(ReasoningSeal.open(seal.signature) == .valid(seal))
        }
    }

    @Test func `a signature needs no escape in JSON or in a URL`() throws {
        let body = try #require(seal.signature.split(separator: ".", maxSplits: 1).last)

        #expect(seal.signature.hasPrefix("dragoman1."))
        #expect(body.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil)
    }

    @Test func `the same reasoning is the same signature`() {
        #expect(seal.signature == seal.signature)
    }

    @Test(arguments: [
        "", "EqQBCgIYAhIM1gbcDa9GJwZA2b3hGgxBdjrkzLoky3dl1pkiMOYds", "litellm_encrypted_reasoning:eyJ2IjoxfQ",
        "dragoman2.eyJ2IjoxfQ", "DRAGOMAN1.", "dragoman",
    ])
    func `another's signature is foreign`(signature: String) {
        #expect(ReasoningSeal.open(signature) == .foreign)
    }

    @Test func `a signature cut anywhere is broken`() {
        let signature = ReasoningSeal(model: "m", scope: "o", encryptedContent: "gAAA", summaryParts: 1).signature

        for length in "dragoman1.".count..<signature.count {
            #expect(ReasoningSeal.open(String(signature.prefix(length))) == .broken, "cut to \(length)")
        }
    }

    @Test func `a signature with any character changed is never taken for the same`() {
        let signature = ReasoningSeal(model: "m", scope: "o", encryptedContent: "gAAA", summaryParts: 1).signature
        var characters = Array(signature)

        for position in "dragoman1.".count..<characters.count {
            let original = characters[position]
            for replacement: Character in ["A", "z", "!", "é"] where replacement != original {
                characters[position] = replacement
                #expect(ReasoningSeal.open(String(characters)) == .broken, "\(replacement) at \(position)")
            }
            characters[position] = original
        }
    }

    @Test(arguments: [
        "[]", "{}", "null", #"{"v":1,"m":1,"o":"","e":"","s":0,"c":""}"#, #"{"v":9,"m":"","o":"","e":"","s":0}"#,
        #"{"v":1,"m":"","o":"","e":"","s":-1,"c":""}"#, #"{"v":[[[[[[]]]]]]}"#, "not JSON",
    ])
    func `anything else under our name is broken`(json: String) {
        #expect(ReasoningSeal.open("dragoman1." + Base64.url(Array(json.utf8))) == .broken)
    }
}
