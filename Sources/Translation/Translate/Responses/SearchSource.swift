/// A page that a search found or a text cites, and Anthropic's form of either.
struct SearchSource: Sendable, Equatable {
    var url: JSONText
    var title: JSONText?

    /// Where citations stand in an answer, whichever text they belong to.
    static let citationPlace: JSONPath = ["output", .each, "content", .each, "annotations", .each]

    init?(_ value: JSONValue) {
        guard let url = value["url"]?.text, !url.isEmpty else { return nil }
        self.url = url
        title = value["title"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A citation. OpenAI gives neither the cited passage nor a key to it.
    var citation: RawJSON {
        var json = JSONWriter()
        json.object { json in
            json.member("type", literal: "web_search_result_location")
            json.member("url", url)
            if let title { json.member("title", title) } else { json.null("title") }
            json.member("encrypted_index", literal: "")
            json.member("cited_text", literal: "")
        }
        return RawJSON(bytes: json.bytes[...])
    }

    /// The content of a `web_search_tool_result`.
    static func list(_ sources: [SearchSource]) -> RawJSON {
        var json = JSONWriter()
        json.array { json in
            for source in sources {
                json.object { json in
                    json.member("type", literal: "web_search_result")
                    json.member("url", source.url)
                    json.member("title", source.title ?? source.url)
                    json.member("encrypted_content", literal: "")
                    json.null("page_age")
                }
            }
        }
        return RawJSON(bytes: json.bytes[...])
    }

    /// The content of a `web_search_tool_result` that is an error.
    static func error(_ code: StaticString) -> RawJSON {
        var json = JSONWriter()
        json.object { json in
            json.member("type", literal: "web_search_tool_result_error")
            json.member("error_code", literal: code)
        }
        return RawJSON(bytes: json.bytes[...])
    }
}
