import Testing

@testable import Translation

@Suite struct ResponsesSearchesTests {
    @Test func `a result follows its search at once, and its address is its title`() {
        let search: ResponsesSample = #"""
            {"type":"web_search_call","action":{"type":"search","query":"q","sources":[{"url":"https://a"}]}}
            """#

        let body = ResponsesSample.events([.done(0, search), .text(1, "a"), .completed], .plain(offersWebSearch: true))
            .body
        let ignored = ResponsesSample.events([.done(0, search), .text(1, "a"), .completed]).body

        #expect(body.prefix(3) == ["0 server web_search", #"0 {"query":"q"}"#, "0 ."])
        let found = """
            1 results [{"type":"web_search_result","url":"https://a","title":"https://a","encrypted_content":"",\
            "page_age":null}]
            """
        #expect(body.dropFirst(3) == [found, "1 .", "2 text", #"2 "a""#, "2 .", "end_turn"])
        #expect(ignored == ["0 text", #"0 "a""#, "0 .", "end_turn"])
    }

    @Test func `a page's own title is kept`() {
        let search: ResponsesSample = #"""
            {"type":"web_search_call",
             "action":{"type":"search","query":"q","sources":[{"url":"https://a","title":"A"}]}}
            """#

        let body = ResponsesSample.events([.done(0, search), .text(1, "a"), .completed], .plain(offersWebSearch: true))
            .body

        #expect(body.dropFirst(3).first?.contains(#""title":"A""#) == true)
    }

    @Test func `a search of which nothing is known has found nothing`() {
        let search: ResponsesSample = #"{"type":"web_search_call","id":"ws_1","action":{"type":"search","query":"q"}}"#

        let body = ResponsesSample.events([.done(0, search), .completed], .plain(offersWebSearch: true)).body

        #expect(body.suffix(3) == ["1 results []", "1 .", "end_turn"])
    }

    private static func search(_ members: String, status: String = "completed") -> ResponsesSample {
        #"{"type":"web_search_call","status":"\#(status)","action":{"type":"search","query":"q"\#(members)}}"#
    }

    private static func results(_ events: [MessageStreamEvent]) -> [String] {
        events.body.filter { $0.contains("results") }.map { String($0.drop { $0 != "[" && $0 != "{" }) }
    }

    private static func requests(_ events: [MessageStreamEvent]) -> Int? {
        for case .messageDelta(_, _, let usage, _) in events { return usage.webSearchRequests }
        return nil
    }

    @Test func `a search beyond the number allowed is an error and is not counted`() {
        let events = ResponsesSample.events(
            [
                .done(0, Self.search("")), .done(1, Self.search(#","sources":[{"url":"https://a","title":"A"}]"#)),
                .completed,
            ],
            .plain(offersWebSearch: true, searchLimits: SearchLimits(maximumSearches: 1))
        )

        #expect(
            Self.results(events) == [
                "[]", #"{"type":"web_search_tool_result_error","error_code":"max_uses_exceeded"}"#,
            ]
        )
        #expect(Self.requests(events) == 1)
    }

    @Test(arguments: ["failed", "incomplete", "searching"])
    func `a search that did not end well is an error and is not counted`(_ status: String) {
        let events = ResponsesSample.events(
            [.done(0, Self.search("", status: status)), .completed],
            .plain(offersWebSearch: true)
        )

        #expect(Self.results(events) == [#"{"type":"web_search_tool_result_error","error_code":"unavailable"}"#])
        #expect(Self.requests(events) == nil)
    }

    @Test func `a search that was cut off keeps what it had found`() {
        let found = Self.search(#","sources":[{"url":"https://a","title":"A"}]"#, status: "incomplete")
        let events = ResponsesSample.events([.done(0, found), .completed], .plain(offersWebSearch: true))

        #expect(Self.results(events).first?.contains("https://a") == true)
        #expect(Self.requests(events) == 1)
    }

    @Test func `a search without an action is emitted too`() {
        let bare: ResponsesSample = #"{"type":"web_search_call","status":"failed"}"#
        let events = ResponsesSample.events([.done(0, bare), .completed], .plain(offersWebSearch: true))

        #expect(events.body.first == "0 server web_search")
        #expect(Self.results(events) == [#"{"type":"web_search_tool_result_error","error_code":"unavailable"}"#])
    }

    private static let cited = #"""
        {"type":"message","content":[{"type":"output_text","text":"ab","annotations":[
         {"type":"url_citation","url":"https://a","title":"A"},{"type":"file_citation","file_id":"f"}]}]}
        """#

    @Test func `citations are emitted once, in the stream and in the whole message`() throws {
        let citation =
            #"{"type":"web_search_result_location","url":"https://a","title":"A","encrypted_index":"","cited_text":""}"#
        let events = ResponsesSample.events(
            [
                .done(0, Self.search("")), .text(1, "ab"), .done(1, ResponsesSample(stringLiteral: Self.cited)),
                .completed,
            ],
            .plain(offersWebSearch: true)
        )

        #expect(events.body.count { $0 == "2 cites \(citation)" } == 1)
        let message = try MessageAssembler.message(of: events).get()
        #expect(message.content.contains(.citedText("ab", citations: [RawJSON(bytes: Array(citation.utf8)[...])])))
    }

    @Test func `citations without a search of the client's are left out`() {
        let events = ResponsesSample.events([.done(0, ResponsesSample(stringLiteral: Self.cited)), .completed])

        #expect(events.body == ["0 text", #"0 "ab""#, "0 .", "end_turn"])
    }
}
