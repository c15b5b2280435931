import Translation

/// Writes a snapshot as Prometheus' text format (version 0.0.4).
package enum PrometheusText {
    package static func page(_ snapshot: TrafficSnapshot) -> String {
        var page = Page()
        page.metric("dragoman_uptime_seconds", .gauge, "Seconds since the start", seconds(snapshot.uptime))
        page.metric("dragoman_exchanges_running", .gauge, "Exchanges under way", Double(snapshot.running))
        page.family("dragoman_exchanges_total", .counter, "Exchanges that ended, by what they ended with")
        for (label, count) in snapshot.ended.sorted(by: { $0.key < $1.key }) {
            page.sample("dragoman_exchanges_total", ["outcome": label], Double(count))
        }
        page.family("dragoman_failures_total", .counter, "Exchanges that failed or were refused, by cause")
        for (label, count) in snapshot.failures.sorted(by: { $0.key < $1.key }) {
            page.sample("dragoman_failures_total", ["cause": label], Double(count))
        }
        page.metric("dragoman_refused_total", .counter, "Requests refused before sending", Double(snapshot.refused))
        page.metric("dragoman_failed_total", .counter, "Exchanges the upstream failed", Double(snapshot.failed))
        page.metric("dragoman_cancelled_total", .counter, "Exchanges whose client left", Double(snapshot.cancelled))
        page.metric(
            "dragoman_unrouted_total",
            .counter,
            "Requests for nothing that is served",
            Double(snapshot.unrouted)
        )
        edge(snapshot.edge, &page)
        models(snapshot, &page)
        shutdowns(snapshot, &page)
        page.family("dragoman_translation_notes_total", .counter, "Notes made by the translation, by kind")
        for kind in TranslationNote.Kind.allCases {
            let count = snapshot.notes[kind] ?? 0
            page.sample("dragoman_translation_notes_total", ["kind": kind.rawValue], Double(count))
        }
        page.metric(
            "dragoman_refused_parameters_total",
            .counter,
            "Parameters an upstream refused and that are left out since",
            Double(snapshot.refusedParameters)
        )
        latencies(snapshot, &page)
        telemetry(snapshot.telemetry, &page)
        page.metric("dragoman_events_dropped_total", .counter, "Events no watcher saw", Double(snapshot.droppedEvents))
        page.metric("dragoman_capture_bytes", .gauge, "Bytes in the ring of exchanges", Double(snapshot.ringBytes))
        page.metric(
            "dragoman_capture_evicted_total",
            .counter,
            "Exchanges that left the ring",
            Double(snapshot.ringEvictions)
        )
        return page.text
    }

    private static func edge(_ counts: EdgeCounts.Values, _ page: inout Page) {
        page.metric("dragoman_connections", .gauge, "Connections of clients", Double(counts.connections))
        page.family("dragoman_accept_pauses_total", .counter, "Times that no connection was accepted for a while")
        for (cause, count) in [("connections", counts.pausesForLimit), ("descriptors", counts.pausesForDescriptors)] {
            page.sample("dragoman_accept_pauses_total", ["cause": cause], Double(count))
        }
    }

    private static func models(_ snapshot: TrafficSnapshot, _ page: inout Page) {
        let models = snapshot.byModel.sorted { $0.key < $1.key }
        page.family("dragoman_model_requests_total", .counter, "Messages by upstream model")
        for (model, traffic) in models {
            page.sample("dragoman_model_requests_total", ["model": model], Double(traffic.requests))
        }
        page.family("dragoman_tokens_total", .counter, "Tokens by upstream model and kind")
        for (model, traffic) in models {
            for (kind, count) in [
                ("input", traffic.inputTokens), ("cache_read", traffic.cacheReadTokens),
                ("cache_write", traffic.cacheWriteTokens), ("output", traffic.outputTokens),
            ] {
                page.sample("dragoman_tokens_total", ["kind": kind, "model": model], Double(count))
            }
        }
        page.family("dragoman_cost_dollars_total", .counter, "What the tokens cost, where prices are known")
        for (model, traffic) in models {
            page.sample("dragoman_cost_dollars_total", ["model": model], traffic.cost)
        }
        page.family("dragoman_mapping_hits_total", .counter, "Requests by model asked for and sent")
        for (mapping, count) in snapshot.mappings.sorted(by: { $0.key < $1.key }) {
            page.sample("dragoman_mapping_hits_total", ["mapping": mapping], Double(count))
        }
    }

    private static func shutdowns(_ snapshot: TrafficSnapshot, _ page: inout Page) {
        guard !snapshot.shutdowns.isEmpty else { return }
        let name = "dragoman_model_shutdown_timestamp_seconds"
        page.family(name, .gauge, "When a mapped model is switched off, where that is known")
        for (model, seconds) in snapshot.shutdowns.sorted(by: { $0.key < $1.key }) {
            page.sample(name, ["model": model], Double(seconds))
        }
    }

    private static func latencies(_ snapshot: TrafficSnapshot, _ page: inout Page) {
        for (name, help, quantiles) in [
            ("dragoman_time_to_first_token_seconds", "From arrival to the first token", snapshot.timeToFirstToken),
            ("dragoman_duration_seconds", "From arrival to the end", snapshot.duration),
        ] {
            guard let quantiles else { continue }
            page.family(name, .summary, help)
            page.sample(name, ["quantile": "0.5"], seconds(quantiles.median))
            page.sample(name, ["quantile": "0.95"], seconds(quantiles.p95))
            page.sample(name + "_count", [:], Double(quantiles.count))
        }
    }

    private static func telemetry(_ counters: TelemetryCounters, _ page: inout Page) {
        page.family("dragoman_telemetry_events_total", .counter, "Telemetry events taken in, by source")
        for source in TelemetrySource.allCases {
            let count = counters.bySource[source]?.events ?? 0
            page.sample("dragoman_telemetry_events_total", ["source": source.rawValue], Double(count))
        }
        page.metric(
            "dragoman_telemetry_written_total",
            .counter,
            "Telemetry events on disk",
            Double(counters.log.written)
        )
        page.metric("dragoman_telemetry_dropped_total", .counter, "Telemetry events lost", Double(counters.log.dropped))
        page.metric(
            "dragoman_telemetry_write_failures_total",
            .counter,
            "Tries to write the telemetry log that failed",
            Double(counters.log.writeFailures)
        )
    }

    private static func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }

    private enum Kind: String {
        case counter, gauge, summary
    }

    private struct Page {
        var text = ""

        mutating func family(_ name: String, _ kind: Kind, _ help: String) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        }

        mutating func metric(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
            family(name, kind, help)
            sample(name, [:], value)
        }

        mutating func sample(_ name: String, _ labels: [String: String], _ value: Double) {
            text += name
            if !labels.isEmpty {
                let pairs = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }
                text += "{" + pairs.joined(separator: ",") + "}"
            }
            text += " \(value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value))\n"
        }

        private static func escaped(_ value: String) -> String {
            // By scalars: to Swift, CR LF is one character, and a quote with an accent is no quote.
            var escaped = String.UnicodeScalarView()
            for scalar in value.unicodeScalars {
                switch scalar {
                case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
                case "\"": escaped.append(contentsOf: "\\\"".unicodeScalars)
                case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
                default: escaped.append(scalar)
                }
            }
            return String(escaped)
        }
    }
}
