import Foundation
import Journal
import Translation

/// All facts about one exchange, as one JSON document.
///
/// A JSON body is embedded as JSON, any other as text. Headers were redacted before they were kept.
enum ExchangeBundle {
    static func json(_ exchange: Exchange, _ stages: ExchangeStages?) -> [UInt8] {
        let sent = stages.flatMap { try? JSONDocument($0.upstreamRequest.body) }
        let asked = stages.flatMap { try? JSONDocument($0.clientRequest.body) }
        let explanation = Explanation(exchange, LocatedError(exchange, sent: sent, asked: asked))
        var json = JSONWriter(reservingCapacity: 4096 + (stages?.byteCount ?? 0))
        json.object { json in
            json.member("format", literal: "dragoman exchange 2")
            json.member("version", ProxyEvent.formVersion)
            if let summary = try? JSONForm.encode(exchange) {
                json.member("exchange", RawJSON(bytes: summary[...]))
            }
            json.member("why", explanation.sentence)
            json.member("action", ifPresent: explanation.action)
            guard let stages else { return }
            json.object("stages") { json in
                for stage in ExchangeStages.Stage.allCases { write(stages[stage], stage, to: &json) }
            }
        }
        return json.bytes
    }

    private static func write(
        _ capture: ExchangeStages.Capture,
        _ stage: ExchangeStages.Stage,
        to json: inout JSONWriter
    ) {
        json.key(text: JSONText(stage.memberName))
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
