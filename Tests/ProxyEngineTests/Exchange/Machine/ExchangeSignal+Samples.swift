import Foundation
import NIOCore

@testable import ProxyEngine
@testable import Translation

// What an upstream sends, in either API.
extension ExchangeSignal {
    static func head(_ status: Int = 200, _ headers: [HeaderField] = [], attempt: Int = 1) -> Self {
        .head(UpstreamHead(status: status, headers: headers), attempt: attempt, at: Date(timeIntervalSince1970: 0))
    }

    static func text(_ body: String, attempt: Int = 1) -> Self {
        .body(ByteBuffer(string: body), attempt: attempt)
    }

    static func event(_ data: String, attempt: Int = 1) -> Self {
        .text("data: \(data)\n\n", attempt: attempt)
    }

    /// What an answer begins with that says nothing yet.
    static func began(_ api: DialectName) -> Self {
        switch api {
        case .responses: .event(#"{"type":"response.created","response":{"id":"r","status":"in_progress"}}"#)
        default: .event(#"{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#)
        }
    }

    /// A piece of text.
    static func delta(_ text: String, _ api: DialectName = .chat, attempt: Int = 1) -> Self {
        switch api {
        case .responses:
            .event(
                #"{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"\#(text)"}"#,
                attempt: attempt
            )
        default: .event(#"{"choices":[{"index":0,"delta":{"content":"\#(text)"}}]}"#, attempt: attempt)
        }
    }

    /// An error inside the stream.
    static func error(_ api: DialectName, _ code: String, _ message: String) -> Self {
        let fields = #""type":"invalid_request_error","code":"\#(code)","message":"\#(message)""#
        return switch api {
        case .responses:
            .event(#"{"type":"error",\#(fields.replacing(#""type":"invalid_request_error","#, with: ""))}"#)
        default: .event(#"{"error":{\#(fields)}}"#)
        }
    }

    static let stop = #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#
}

extension [ExchangeSignal] {
    /// An answer of one word.
    static func wholeAnswer(_ api: DialectName = .chat, attempt: Int = 1) -> Self {
        switch api {
        case .responses:
            let message = #"{"type":"message","id":"m","content":[{"type":"output_text","text":"Now."}]}"#
            return .completed([message], attempt: attempt)
        default:
            return [
                .head(attempt: attempt), .delta("Now.", attempt: attempt),
                .event(ExchangeSignal.stop, attempt: attempt), .event("[DONE]", attempt: attempt),
                .end(attempt: attempt),
            ]
        }
    }

    /// An answer of the Responses API that consists of its last event.
    static func completed(_ items: [String], attempt: Int = 1) -> Self {
        let response = #"{"status":"completed","output":[\#(items.joined(separator: ","))]}"#
        return [
            .head(attempt: attempt),
            .event(#"{"type":"response.completed","response":\#(response)}"#, attempt: attempt),
            .end(attempt: attempt),
        ]
    }

    /// An answer with an error status.
    static func refusal(_ status: Int, _ json: String, _ headers: [HeaderField] = [], attempt: Int = 1) -> Self {
        [.head(status, headers, attempt: attempt), .text(json, attempt: attempt), .end(attempt: attempt)]
    }
}
