import Testing

@testable import ProxyEngine

@Suite struct ResponsesSearchesTests {
    @Test func `searches that were offered are told with their query and sources`() {
        let search: ResponsesSample = #"""
            {"type":"web_search_call","action":{"type":"search","query":"q","sources":[{"url":"https://a"}]}}
            """#

        let body = ResponsesSample.events([.done(0, search), .text(1, "a"), .completed], .plain(offersWebSearch: true))
            .body
        let ignored = ResponsesSample.events([.done(0, search), .text(1, "a"), .completed]).body

        #expect(body.prefix(3) == ["0 server web_search", #"0 {"query":"q"}"#, "0 ."])
        let found = """
            2 results [{"type":"web_search_result","url":"https://a","title":"https://a","encrypted_content":"",\
            "page_age":null}]
            """
        #expect(body.dropFirst(3).prefix(3) == ["1 text", #"1 "a""#, "1 ."])
        #expect(body.suffix(3) == [found, "2 .", "end_turn"])
        #expect(ignored == ["0 text", #"0 "a""#, "0 .", "end_turn"])
    }

    @Test func `sources that have their titles are told before the text`() {
        let search: ResponsesSample = #"""
            {"type":"web_search_call",
             "action":{"type":"search","query":"q","sources":[{"url":"https://a","title":"A"}]}}
            """#

        let body = ResponsesSample.events([.done(0, search), .text(1, "a"), .completed], .plain(offersWebSearch: true))
            .body

        #expect(body.dropFirst(3).first?.hasPrefix("1 results") == true)
    }

    @Test func `a search of which nothing is known has found nothing`() {
        let search: ResponsesSample = #"{"type":"web_search_call","id":"ws_1","action":{"type":"search","query":"q"}}"#

        let body = ResponsesSample.events([.done(0, search), .completed], .plain(offersWebSearch: true)).body

        #expect(body.suffix(3) == ["1 results []", "1 .", "end_turn"])
    }
}
