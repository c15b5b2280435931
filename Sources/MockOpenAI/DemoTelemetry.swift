import Translation

/// What the demonstration's client reports about itself.
enum DemoTelemetry: Sendable {
    case events([String])
    case logs([String])
    case metrics([String])
    case traces([String])

    var path: String {
        switch self {
        case .events: "/api/event_logging/batch"
        case .logs: "/v1/logs"
        case .metrics: "/v1/metrics"
        case .traces: "/v1/traces"
        }
    }

    func body(session: String) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            switch self {
            case .events(let names): Self.events(names, session, &json)
            case .logs(let names):
                Self.signal("resourceLogs", "scopeLogs", "logRecords", names, session, &json) { json, name in
                    json.member("eventName", name)
                }
            case .metrics(let names):
                Self.signal("resourceMetrics", "scopeMetrics", "metrics", names, session, &json) { json, name in
                    json.member("name", name)
                    json.object("sum") { json in
                        json.array("dataPoints") { json in json.object { $0.member("asInt", literal: "1") } }
                    }
                }
            case .traces(let names):
                Self.signal("resourceSpans", "scopeSpans", "spans", names, session, &json) { json, name in
                    json.member("name", name)
                }
            }
        }
        return json.bytes
    }

    private static func events(_ names: [String], _ session: String, _ json: inout JSONWriter) {
        json.array("events") { json in
            for name in names {
                json.object { json in
                    json.member("event_type", literal: "ClaudeCodeInternalEvent")
                    json.object("event_data") { json in
                        json.member("event_name", name)
                        json.member("session_id", session)
                    }
                }
            }
        }
    }

    /// The three signals of OpenTelemetry have one form.
    private static func signal(
        _ resources: StaticString,
        _ scopes: StaticString,
        _ records: StaticString,
        _ names: [String],
        _ session: String,
        _ json: inout JSONWriter,
        _ record: (inout JSONWriter, String) -> Void
    ) {
        json.array(resources) { json in
            json.object { json in
                json.object("resource") { json in
                    json.array("attributes") { json in
                        json.object { json in
                            json.member("key", literal: "session.id")
                            json.object("value") { $0.member("stringValue", session) }
                        }
                    }
                }
                json.array(scopes) { json in
                    json.object { json in
                        json.array(records) { json in
                            for name in names { json.object { record(&$0, name) } }
                        }
                    }
                }
            }
        }
    }
}
