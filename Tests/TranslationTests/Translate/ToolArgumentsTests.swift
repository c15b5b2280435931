import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct ToolArgumentsTests {
    /// What the client ends up with: the text of the input, and how the arguments ended.
    struct Outcome: Equatable {
        var text: String
        var end: End
        var repairs: [ArgumentRepair]
        var omitted: [String]

        enum End { case whole, unusable, broken }
    }

    static let pages = OptionalParameter(
        name: "pages",
        refusesEmpty: true,
        refusesNull: true,
        rule: "config.yaml:9",
        isNamed: true
    )

    /// Feeds `text` in the pieces that `cuts` (offsets in characters) make of it.
    private static func outcome(
        _ text: String,
        cuts: [Int] = [],
        parameters: [OptionalParameter] = [pages],
        repairsJSON: Bool = true
    ) -> Outcome {
        var arguments = ToolArguments(parameters: parameters, repairsJSON: repairsJSON)
        var emitted = JSONTextBuffer()
        let characters = Array(text.unicodeScalars)
        var start = 0
        for end in cuts + [characters.count] {
            var piece = String.UnicodeScalarView()
            piece.append(contentsOf: characters[start..<end])
            emitted.append(arguments.feed(JSONText(String(piece))))
            start = end
        }
        emitted.append(arguments.finish())
        let end: Outcome.End = arguments.isBroken ? .broken : arguments.isUnusable ? .unusable : .whole
        let repairs = ArgumentRepair.allCases.filter { arguments.repairs.contains($0) }
        let omitted = arguments.omissions.map { $0.parameter.name + ($0.wasNull ? "=null" : "") }
        return Outcome(text: emitted.text.string, end: end, repairs: repairs, omitted: omitted)
    }

    // MARK: As they came

    static let sound = [
        "{}", #"{"a":1}"#, #"{ "a" : [ 1 , -0.5e+10 , true , false , null , { } , [ ] ] , "b" : "c" }"#,
        #"{"big":123456789012345678901234567890,"one":1.0,"e":1E5}"#, #"{"ä":"天\u00e9\"\\\/\b\f\n\r\t","k\"":""}"#,
        "\n{\n  \"a\": 1\n}\n", #"{"b":1,"a":2,"b":3}"#, #"{"content":"","old_string":"","x":{"pages":""}}"#,
        #"{"pages":"1-5"}"#, #"{"pages": " "}"#, #"{"pages":["",null],"page":"","pages2":""}"#,
        #"{"a":{"b":{"c":[[[{"d":"}]"}]]]}}}"#, #"{"😀":"👩‍👩‍👧"}"#,
    ]

    @Test(arguments: sound)
    func `sound arguments pass byte for byte`(_ text: String) {
        let emitted = Self.outcome(text)

        #expect(emitted.text == String(text.drop { $0.isWhitespace }))
        #expect(emitted.end == .whole)
        #expect(emitted.repairs.isEmpty && emitted.omitted.isEmpty)
    }

    @Test func `a piece in the middle of a text is not even copied`() {
        var arguments = ToolArguments(parameters: [Self.pages])
        _ = arguments.feed(#"{"command":"git"#)
        let piece: JSONText = " status --short"

        let emitted = arguments.feed(piece)

        let isSame = emitted.escaped.withUnsafeBytes { emitted in
            piece.escaped.withUnsafeBytes { emitted.baseAddress == $0.baseAddress }
        }
        #expect(emitted == piece && isSame)
    }

    // MARK: Empty parameters

    @Test(arguments: [
        (#"{"file_path":"/a","pages":""}"#, #"{"file_path":"/a"}"#),
        (#"{"pages":"","file_path":"/a"}"#, #"{"file_path":"/a"}"#),
        (#"{"file_path":"/a", "pages" : "" ,"limit":5}"#, #"{"file_path":"/a" ,"limit":5}"#),
        (#"{"pages":""}"#, "{}"), (#"{ "pages":"", "pages":"" }"#, "{   }"),
        (#"{"pages":"","pages":"2"}"#, #"{"pages":"2"}"#), (#"{"\u0070ages":"","a":1}"#, #"{"a":1}"#),
    ])
    func `an optional parameter that is empty is left out with its comma`(_ text: String, _ expected: String) {
        let emitted = Self.outcome(text)

        #expect(emitted.text == expected)
        #expect(emitted.end == .whole)
        #expect(Set(emitted.omitted) == ["pages"])
    }

    @Test(arguments: [
        (#"{"a":1,"pages":null}"#, #"{"a":1}"#), (#"{"pages":null,"a":1}"#, #"{"a":1}"#), (#"{"pages":None}"#, "{}"),
    ])
    func `an optional parameter that is null is left out`(_ text: String, _ expected: String) {
        let emitted = Self.outcome(text)

        #expect(emitted.text == expected)
        #expect(emitted.omitted == ["pages=null"])
    }

    @Test func `a parameter that may be null stays null`() {
        let nullable = OptionalParameter(
            name: "pages",
            refusesEmpty: true,
            refusesNull: false,
            rule: "",
            isNamed: false
        )

        #expect(Self.outcome(#"{"pages":null}"#, parameters: [nullable]).text == #"{"pages":null}"#)
    }

    // MARK: ArgumentRepair

    static let repairable: [(text: String, expected: String, repairs: [ArgumentRepair])] = [
        (#"{"a":1,}"#, #"{"a":1}"#, [.trailingComma]), (#"{"a":[1,2, ],}"#, #"{"a":[1,2]}"#, [.trailingComma]),
        (#"{"a":{"b":1},"#, "", []), ("{\"a\":\"b\nc\td\u{1}\"}", #"{"a":"b\nc\td\u0001"}"#, [.controlCharacter]),
        ("{\"a\nb\":1}", #"{"a\nb":1}"#, [.controlCharacter]),
        (#"{"a":True,"b":[False,None]}"#, #"{"a":true,"b":[false,null]}"#, [.pythonLiteral]),
        (#"{"a":"it\'s"}"#, #"{"a":"it's"}"#, [.apostrophe]), (#"{"a":"b""#, #"{"a":"b"}"#, [.closers]),
        (#"{"a":[{"b":"c"}"#, #"{"a":[{"b":"c"}]}"#, [.closers]), (#"{"a":1}{"a":1}"#, #"{"a":1}"#, [.surplus]),
        (#"{"a":1}{"a":2}"#, #"{"a":1}"#, [.surplus]), (#"{"a":1}}"#, #"{"a":1}"#, [.surplus]),
        (#"{}{"a":1}"#, #"{"a":1}"#, [.placeholder]), ("{ } {}", "{}", [.placeholder]), ("{}}", "{}", [.surplus]),
        (#""{\"a\":\"b\\n\"}""#, #"{"a":"b\n"}"#, [.wrapped]), (#" "{}" "#, "{}", [.wrapped]),
        ("```json\n{\"a\":1}\n```", "{\"a\":1}\n", [.fenced]), ("```{\"a\":1}```", #"{"a":1}"#, [.fenced]),
        (#""{\"a\":[1,]}""#, #"{"a":[1]}"#, [.wrapped, .trailingComma]),
    ]

    @Test(arguments: repairable.filter { !$0.expected.isEmpty })
    func `unambiguous mistakes are repaired`(_ text: String, _ expected: String, _ repairs: [ArgumentRepair]) {
        #expect(Self.outcome(text) == Outcome(text: expected, end: .whole, repairs: repairs, omitted: []))
    }

    @Test(arguments: repairable)
    func `nothing is repaired if that is switched off`(_ text: String, _ expected: String, _ repairs: [ArgumentRepair])
    {
        let emitted = Self.outcome(text, repairsJSON: false)

        #expect(emitted.end != .whole)
        #expect(emitted.repairs.isEmpty)
    }

    @Test(arguments: [
        "null", "[1]", "7", "Read(a)", "{a:1}", "{'a':1}", "{", "{,}", #""text""#, #""[1]""#, "`{}`", "```",
    ])
    func `arguments that break before the first key become an empty object`(_ text: String) {
        let emitted = Self.outcome(text)

        #expect(emitted.text == "")
        #expect(emitted.end == .unusable)
    }

    static let broken = [
        #"{"a":1,"b"#, #"{"a":"#, #"{"a":1"#, #"{"a":"b"#, #"{"a":tru"#, #"{"a":1,"#, #"{"a":[1,"#, #"{"a":"b\"#,
        #"{"a":"b"c"}"#, #"{"a":'b'}"#, #"{"a":nil}"#, #"{"a":01}"#, #"{"a":1.}"#, #"{"a":-}"#, #"{"a":1e}"#,
        #"{"a" 1}"#, #"{"a":1 "b":2}"#, #"{"a":[1}"#, #"{"a":{]}"#, #"{"a":"\d"}"#, #"{"a":"\u12x4"}"#, #"{"a":,}"#,
        #"{"a":1,,"b":2}"#, #"{"a":NaN}"#, #"{"a":undefined}"#, "{\"a\":\u{1}1}", #"{"a":1;}"#,
        #"{"pages":"" "b":1}"#, #"{"pages":""#,
    ]

    @Test(arguments: broken.dropLast())
    func `nonsense behind the first key cannot be taken back`(_ text: String) throws {
        let emitted = Self.outcome(text)

        #expect(emitted.end == .broken)
        // What was streamed is the beginning of some object.
        #expect(throws: JSONSyntaxError.self) { try JSONDocument(emitted.text) }
        #expect(Self.isPrefix(emitted.text), "\(emitted.text)")
    }

    @Test func `an empty parameter at the end of cut-off arguments is left out, and the bracket is added`() {
        let emitted = Self.outcome(#"{"a":"b","pages":"""#)

        #expect(emitted.text == #"{"a":"b"}"#)
        #expect(emitted.repairs == [.closers])
    }

    @Test func `nesting has an end`() {
        let deep = #"{"a":"# + String(repeating: "[", count: 511) + String(repeating: "]", count: 511) + "}"

        #expect(Self.outcome(deep) == Outcome(text: deep, end: .whole, repairs: [], omitted: []))
        #expect(Self.outcome(deep.replacing(":", with: ":[").replacing("}", with: "]}")).end == .broken)
    }

    @Test func `white space that never ends is not kept`() {
        #expect(Self.outcome(#"{"a":1,"# + String(repeating: " ", count: 70_000)).end == .broken)
        #expect(Self.outcome("{" + String(repeating: " ", count: 70_000)).end == .unusable)
    }

    @Test func `a key that is longer than any parameter is not kept`() {
        let long = #"{""# + String(repeating: "k", count: 70_000) + #"":1}"#

        #expect(Self.outcome(long, cuts: [100, 60_000]).text == long)
        #expect(Self.outcome(#"{"a\u0062cdefghijklmnopqrstuvwxyzabcdefghijkl\n":1}"#, cuts: [45]).end == .whole)
    }

    @Test func `bytes that need a repair are kept until the end, and those before are passed on`() {
        var arguments = ToolArguments(parameters: [Self.pages])

        let pieces = [#"{"a":1,"b":"it"#, #"\'s"#, #"","c":2}"#].map { arguments.feed(JSONText($0)).string }

        #expect(pieces == [#"{"a":1,"b":"it"#, "", ""])
        #expect(arguments.finish().string == #"'s","c":2}"#)
    }

    @Test func `arguments that need a repair and never end are broken`() {
        var arguments = ToolArguments()
        _ = arguments.feed(#"{"a":True,"b":""#)
        let piece = JSONText(String(repeating: "b", count: 1 << 20))

        for _ in 0..<17 where !arguments.isBroken { _ = arguments.feed(piece) }

        #expect(arguments.isBroken)
    }

    // MARK: Pieces

    static let everything =
        sound + repairable.map(\.text) + broken + [
            #"{"file_path":"/a","pages":"","limit":5}"#, #"{"pages":null,"\u0070ages":"","a":{"pages":""}}"#,
            #"{"pages":"1","pages":"","x":None,}{"#, "null", #"{'a':1}"#,
        ]

    @Test(arguments: everything)
    func `a cut anywhere changes nothing`(_ text: String) {
        let atOnce = Self.outcome(text)
        let count = text.unicodeScalars.count

        for cut in 0..<count { #expect(Self.outcome(text, cuts: [cut]) == atOnce, "cut at \(cut)") }
        #expect(Self.outcome(text, cuts: Array(0..<count)) == atOnce)
    }

    @Test(arguments: everything)
    func `the emitted bytes are the beginning of an object at any time`(_ text: String) {
        var arguments = ToolArguments(parameters: [Self.pages])
        var emitted = ""
        for scalar in text.unicodeScalars {
            emitted += arguments.feed(JSONText(String(scalar))).string
            #expect(emitted.isEmpty || Self.isPrefix(emitted), "\(emitted)")
        }
        emitted += arguments.finish().string
        #expect(emitted.isEmpty || Self.isPrefix(emitted), "\(emitted)")
    }

    @Test func `mutilated arguments end as an object, as nothing, or broken, independent of the cuts`() throws {
        var generator = SeededGenerator(seed: 7)
        let alphabet = Array(#"{}[]",:\ntTFN1-.e' "#.unicodeScalars) + ["\n", "é"]
        for _ in 0..<3_000 {
            var scalars = Array(try #require(Self.everything.randomElement(using: &generator)).unicodeScalars)
            for _ in 0..<Int.random(in: 1...3, using: &generator) where !scalars.isEmpty {
                let place = Int.random(in: 0..<scalars.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: scalars.remove(at: place)
                case 1: scalars.insert(try #require(alphabet.randomElement(using: &generator)), at: place)
                default: scalars.removeSubrange(place...)
                }
            }
            let text = String(String.UnicodeScalarView(scalars))
            let emitted = Self.outcome(text)
            switch emitted.end {
            case .whole:
                let object = try? JSONDocument(emitted.text.isEmpty ? "{}" : emitted.text).root
                #expect(object?.kind == .object, "\(text) → \(emitted.text)")
            case .unusable: #expect(emitted.text == "", "\(text)")
            case .broken: #expect(emitted.text.isEmpty || Self.isPrefix(emitted.text), "\(text) → \(emitted.text)")
            }
            let cuts = (0..<scalars.count).filter { _ in Bool.random(using: &generator) }
            let cut = Self.outcome(text, cuts: cuts)
            // The answer fails with broken arguments: how much of them has passed by then is no promise.
            #expect(cut.end == emitted.end, "\(text)")
            if emitted.end != .broken { #expect(cut == emitted, "\(text)") }
        }
    }

    /// Whether `text` can be completed to an object: whether a strict parser complains of its end only.
    private static func isPrefix(_ text: String) -> Bool {
        do {
            _ = try JSONDocument(text)
            return true
        } catch {
            guard text.hasPrefix("{") else { return false }
            // A number or an escape that is cut in the middle is one that the text ends in.
            return error.reason == .unexpectedEnd
                || String(decoding: text.utf8.dropFirst(error.offset), as: UTF8.self)
                    .wholeMatch(of: /-?[0-9]*\.?[0-9]*[eE]?[+-]?/) != nil
        }
    }

    // MARK: Strings

    @Test func `quotes and backslashes in the long form count as such`() throws {
        let long = #""{\u0022a\u0022:\u0022b\u005c\u0022c\u0022,\u0022pages\u0022:\u0022\u0022}""#
        let piece = try #require(try JSONDocument(long).root.text)
        var arguments = ToolArguments(parameters: [Self.pages])

        var emitted = JSONTextBuffer()
        emitted.append(arguments.feed(piece))
        let isWhole = arguments.close()
        emitted.append(arguments.finish())

        #expect(emitted.text.string == #"{"a":"b\"c"}"#)
        #expect(isWhole)
    }

    @Test func `halves of a surrogate pair may come in two pieces`() throws {
        let halves = try [#""{\"a\":\"\ud83d""#, #""\ude00\"}""#].map { try #require(try JSONDocument($0).root.text) }
        var arguments = ToolArguments()
        var emitted = JSONTextBuffer()

        for half in halves { emitted.append(arguments.feed(half)) }

        #expect(emitted.text.string == #"{"a":"😀"}"#)
    }
}
