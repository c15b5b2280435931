import Translation

/// A kind of input of any size, and the part of the program that has to bear it.
struct Adversary {
    var name: String
    /// About so many bytes.
    var input: (_ size: Int) -> [UInt8]
    var run: ([UInt8]) -> Void

    static var all: [Adversary] { documents + requests + answers }

    // MARK: JSON

    private static var documents: [Adversary] {
        [
            Adversary("nested to the limit, again and again", "[", repeating: nest, "]"),
            Adversary("numbers", "[", repeating: { _ in "1" }, "]"),
            Adversary("one long text of escapes", "\"", repeating: { _ in "\\u00e9" }, "\"", separator: ""),
            Adversary("one long number", "", repeating: { _ in "1" }, "", separator: ""),
            Adversary("nothing but brackets", "", repeating: { _ in "[" }, "", separator: ""),
        ]
    }

    private static func nest(_ place: Int) -> String {
        String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    }

    private init(
        _ name: String,
        _ begin: String,
        repeating part: @escaping (Int) -> String,
        _ end: String,
        separator: String = ","
    ) {
        self.name = "json: " + name
        input = { Self.filled(begin, part, end, separator, $0) }
        run = { bytes in
            guard let document = try? JSONDocument(bytes) else { return }
            _ = document.root.count
            _ = document.root.string
            _ = document.root.int
            _ = try? MessagesRequest(document)
        }
    }

    static func filled(
        _ begin: String,
        _ part: (Int) -> String,
        _ end: String,
        _ separator: String,
        _ size: Int
    ) -> [UInt8] {
        var bytes = Array(begin.utf8)
        var place = 0
        while bytes.count < size {
            if place > 0 { bytes += Array(separator.utf8) }
            bytes += Array(part(place).utf8)
            place += 1
        }
        return bytes + Array(end.utf8)
    }

    // MARK: Requests

    private static let opening = #"{"model":"m","max_tokens":16,"#
    private static let message = #""messages":[{"role":"user","content":"x"}]"#

    private static var requests: [Adversary] {
        [DialectName.responses, .chat].flatMap { dialect in
            [
                request(dialect, "unknown keys", message + ",", { #""k\#($0)":1"# }, "}"),
                request(dialect, "one key again and again", message + ",", { _ in #""k":1"# }, "}"),
                request(dialect, "messages", #""messages":["#, { turn($0) }, "]}"),
                request(dialect, "blocks of a text each", content, { _ in #"{"type":"text","text":"x"}"# }, "]}]}"),
                request(dialect, "blocks of no known type", content, { _ in #"{"type":"x"}"# }, "]}]}"),
                request(
                    dialect,
                    "calls",
                    calls,
                    { #"{"type":"tool_use","id":"i\#($0)","name":"n","input":{}}"# },
                    "]}]}"
                ),
                request(
                    dialect,
                    "calls of other names",
                    calls,
                    { #"{"type":"tool_use","id":"i\#($0)","name":"n.\#($0)","input":{}}"# },
                    "]}]}"
                ),
                request(
                    dialect,
                    "results of no call",
                    content,
                    { #"{"type":"tool_result","tool_use_id":"i\#($0)"}"# },
                    "]}]}"
                ),
                request(dialect, "results in one result", results, { _ in #"{"type":"text","text":"x"}"# }, "]}]}]}"),
                request(dialect, "tools", message + #","tools":["#, { #"{"name":"n\#($0)","input_schema":{}}"# }, "]}"),
                request(
                    dialect,
                    "tools of one name",
                    message + #","tools":["#,
                    { _ in #"{"name":"n","input_schema":{}}"# },
                    "]}"
                ),
                request(dialect, "one tool's properties", properties, { #""p\#($0)":{"type":"array"}"# }, "}}}]}"),
                request(
                    dialect,
                    "one tool's references",
                    references,
                    { ##""p\##($0)":{"$ref":"#/$defs/p\##($0 + 1)"}"## },
                    "}}}]}"
                ),
                request(dialect, "allowed domains", domains, { #""d\#($0).example.com""# }, "]}]}"),
                request(
                    dialect,
                    "branches that share a property",
                    branches,
                    { #"{"properties":{"p":{"const":\#($0)}}}"# },
                    "]}}]}"
                ),
                request(
                    dialect,
                    "references into a list",
                    message + #","tools":[{"name":"n","input_schema":{"$defs":{"l":{"anyOf":["#,
                    { ##"{"$ref":"#/$defs/l/anyOf/\##($0)"}"## },
                    "]}}}}]}"
                ),
                request(dialect, "stop sequences", message + #","stop_sequences":["#, { #""s\#($0)""# }, "]}"),
                request(
                    dialect,
                    "one tool's branches",
                    branches,
                    { #"{"properties":{"p\#($0)":{}},"required":["p\#($0)"]}"# },
                    "]}}]}"
                ),
                request(dialect, "one tool's depth", tool, { nestedSchema($0) }, "}}}]}"),
                request(dialect, "stop sequences", message + #","stop_sequences":["#, { #""s\#($0)""# }, "]}"),
                request(
                    dialect,
                    "one long text",
                    content + #"{"type":"text","text":""#,
                    { _ in "\\n" },
                    #""}]}]}"#,
                    separator: ""
                ),
                request(dialect, "one long picture", content + image, { _ in "AAAA" }, #""}}]}]}"#, separator: ""),
                request(
                    dialect,
                    "one long user",
                    message + #","metadata":{"user_id":""#,
                    { _ in "_sessio_" },
                    #""}}"#,
                    separator: ""
                ),
                request(
                    dialect,
                    "a strict schema",
                    message + strict,
                    { #""p\#($0)":{"type":"object","properties":{}}"# },
                    "}}}}}"
                ),
            ]
        }
    }

    private static let content = #""messages":[{"role":"user","content":["#
    private static let calls = #""messages":[{"role":"assistant","content":["#
    private static let results = content + #"{"type":"tool_result","tool_use_id":"t","content":["#
    private static let image = #"{"type":"image","source":{"type":"base64","media_type":"image/png","data":""#
    private static let tool = message + #","tools":[{"name":"n","input_schema":{"type":"object","properties":{"#
    private static let properties = tool
    private static let references = message + ##","tools":[{"name":"n","input_schema":{"$ref":"#/$defs/p0","$defs":{"##
    private static let branches = message + #","tools":[{"name":"n","input_schema":{"anyOf":["#
    private static let domains =
        message + #","tools":[{"type":"web_search_20250305","name":"web_search","allowed_domains":["#
    private static let strict =
        #","output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{"#

    private static func nestedSchema(_ place: Int) -> String {
        #""p\#(place)":"# + String(repeating: #"{"items":"#, count: 100) + "{}" + String(repeating: "}", count: 100)
    }

    /// A call and its result in turn.
    private static func turn(_ place: Int) -> String {
        place.isMultiple(of: 2)
            ? #"{"role":"assistant","content":[{"type":"tool_use","id":"i\#(place)","name":"n","input":{}}]}"#
            : #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"i\#(place - 1)"}]}"#
    }

    private static func request(
        _ dialect: DialectName,
        _ name: String,
        _ begin: String,
        _ part: @escaping (Int) -> String,
        _ end: String,
        separator: String = ","
    ) -> Adversary {
        let model = dialect == .responses ? "gpt-5.2" : "gpt-4.1"
        let target = TranslationTarget(
            model: model,
            profile: ModelCatalog.bundled.profile(for: model),
            server: dialect == .responses ? .openAI : .generic
        )
        return Adversary(
            name: "\(dialect.rawValue) request: \(name)",
            input: { filled(opening + begin, part, end, separator, $0) },
            run: { bytes in
                guard let document = try? JSONDocument(bytes), let request = try? MessagesRequest(document) else {
                    print("not a request: \(name)")
                    return
                }
                _ = try? Dialects.named(dialect).translate(request, for: target)
            }
        )
    }

    init(name: String, input: @escaping (Int) -> [UInt8], run: @escaping ([UInt8]) -> Void) {
        self.name = name
        self.input = input
        self.run = run
    }
}
