import Foundation
import Journal
import Translation

/// Everything that is known of one exchange, as one JSON document for programs and for those who help.
///
/// A body that is JSON is in it as JSON, any other as text. Headers were redacted before they were kept.
enum ExchangeBundle {
    static func json(_ exchange: Exchange, _ stages: ExchangeStages?) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 4096 + (stages?.byteCount ?? 0))
        json.object { json in
            json.member("format", literal: "dragoman exchange 1")
            writeExchange(exchange, to: &json)
            json.member("why", Explanation(exchange, nil).sentence)
            json.object("marks_seconds") { json in
                json.member("sent", ifPresent: exchange.marks.sent.map(seconds))
                json.member("first_byte", ifPresent: exchange.marks.firstByte.map(seconds))
                json.member("first_token", ifPresent: exchange.marks.firstToken.map(seconds))
                json.member("finished", ifPresent: exchange.marks.finished.map(seconds))
            }
            if let usage = exchange.usage {
                json.key("usage")
                usage.write(to: &json)
            }
            json.array("attempts") { json in
                for attempt in exchange.attempts { write(attempt, to: &json) }
            }
            json.array("notes") { json in
                for note in exchange.notes { note.write(to: &json) }
            }
            guard let stages else { return }
            json.object("stages") { json in
                for stage in ExchangeStages.Stage.allCases { write(stages[stage], stage, to: &json) }
            }
        }
        return json.bytes
    }

    private static func writeExchange(_ exchange: Exchange, to json: inout JSONWriter) {
        json.member("id", exchange.id.description)
        json.member("number", Int(exchange.id.sequence))
        json.member("endpoint", exchange.endpoint.rawValue)
        json.member("arrived_at", LogText.time(exchange.arrivedAt))
        json.member("session", ifPresent: exchange.session)
        json.member("client", ifPresent: exchange.client)
        json.member("streamed", exchange.isStreamed)
        json.member("model_asked", ifPresent: exchange.modelAsked)
        json.member("model_sent", ifPresent: exchange.modelSent)
        json.member("model_answered", ifPresent: exchange.modelAnswered)
        json.member("upstream", ifPresent: exchange.destination?.upstream)
        json.member("api", ifPresent: exchange.destination?.dialect.rawValue)
        json.member("rule", ifPresent: exchange.destination?.rule)
        json.member("estimated_input_tokens", ifPresent: exchange.estimatedInputTokens)
        json.member("cost_dollars", ifPresent: exchange.cost)
        json.member("outcome", exchange.outcome.label)
        if let error = exchange.outcome.error {
            json.object("error") { json in
                json.member("type", error.kind.rawValue)
                json.member("status", error.status)
                json.member("message", error.message)
            }
        }
    }

    private static func write(_ attempt: Exchange.Attempt, to json: inout JSONWriter) {
        json.object { json in
            json.member("began_seconds", seconds(attempt.began))
            json.member("status", ifPresent: attempt.status)
            json.member("problem", ifPresent: attempt.failure?.line)
            json.member("upstream_request_id", ifPresent: attempt.upstreamRequestID)
        }
    }

    private static func write(
        _ capture: ExchangeStages.Capture,
        _ stage: ExchangeStages.Stage,
        to json: inout JSONWriter
    ) {
        json.key(text: JSONText(stage.exportName))
        json.object { json in
            json.array("headers") { json in
                for field in capture.headers {
                    json.array { json in
                        json.value(field.name)
                        json.value(field.value)
                    }
                }
            }
            if capture.omittedBytes > 0 { json.member("omitted_bytes", capture.omittedBytes) }
            if let document = try? JSONDocument(capture.body) {
                json.member("body", document.root)
            } else {
                json.member("body_text", String(decoding: capture.body, as: UTF8.self))
            }
            guard !capture.arrivals.isEmpty else { return }
            json.array("arrivals") { json in
                for arrival in capture.arrivals {
                    json.array { json in
                        json.value(arrival.offset)
                        json.value(seconds(arrival.at))
                    }
                }
            }
        }
    }

    private static func seconds(_ duration: Duration) -> Double {
        (duration / .milliseconds(1)).rounded() / 1000
    }
}

extension ExchangeStages.Stage {
    /// What the stage is called in files.
    var exportName: String {
        switch self {
        case .anthropicRequest: "anthropic_request"
        case .openAIRequest: "openai_request"
        case .openAIAnswer: "openai_answer"
        case .anthropicAnswer: "anthropic_answer"
        }
    }
}
