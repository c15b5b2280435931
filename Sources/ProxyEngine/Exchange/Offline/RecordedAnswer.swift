package import Translation

/// An upstream's answer as somebody kept it: which form it has is seen from its bytes.
package struct RecordedAnswer: Sendable {
    enum Form: Sendable {
        case whole(JSONDocument)
        case stream([ServerSentEvent])
    }

    let form: Form
    /// The API that answers so; nil where nothing in it tells.
    let dialect: DialectName?
    /// The model that says it answered.
    let model: String?

    package init(_ bytes: [UInt8]) throws(APIError) {
        guard let first = bytes.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else {
            throw APIError(.api, "The answer is empty.")
        }
        let glances: [Glance]
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            let document = try Self.document(bytes)
            form = .whole(document)
            glances = [Glance(document.root)]
        } else {
            let events = try Self.events(bytes)
            form = .stream(events)
            glances = events.prefix(Self.eventsLookedAt).compactMap { event in
                (try? JSONDocument(event.data)).map { Glance($0.root) }
            }
        }
        dialect = glances.lazy.compactMap(\.dialect).first
        model = glances.lazy.compactMap(\.model).first
    }

    /// The first event tells, but for comments and pings that some servers send before it.
    private static let eventsLookedAt = 16

    private static func document(_ bytes: [UInt8]) throws(APIError) -> JSONDocument {
        do throws(JSONSyntaxError) {
            return try JSONDocument(bytes)
        } catch {
            throw APIError(.api, "The answer begins as JSON and is none: \(error).")
        }
    }

    private static func events(_ bytes: [UInt8]) throws(APIError) -> [ServerSentEvent] {
        var decoder = ServerSentEventDecoder()
        var events: [ServerSentEvent] = []
        do throws(ServerSentEventDecoder.TooLong) {
            try decoder.feed(bytes, into: &events)
        } catch {
            throw APIError(.api, "The answer has an event of more than \(error.limit) bytes.")
        }
        guard !events.isEmpty else {
            throw APIError(
                .api,
                "The answer is neither JSON nor a stream of server-sent events (lines \"data: …\", an empty line after each)."
            )
        }
        return events
    }

    /// What a whole answer or an event of a stream tells of where it is from.
    private struct Glance {
        var dialect: DialectName?
        var model: String?

        init(_ root: JSONValue) {
            dialect = Dialects.all.first { $0.recognizes(root) }?.name
            model = root["model"]?.string ?? root["response"]?["model"]?.string
        }
    }
}
