/// The parameters of a sentence. A missing one is shown as its name, `{model}`.
extension NoteCatalog {
    var model: String { word(.model) }
    var parameter: String { word(.parameter) }
    var asked: String { word(.asked) }
    var sent: String { word(.sent) }
    var value: String { word(.value) }
    var type: String { word(.type) }
    var role: String { word(.role) }
    var keyword: String { word(.keyword) }
    var tool: String { word(.tool) }
    var limit: String { word(.limit) }
    var count: String { word(.count) }
    var effort: String { word(.effort) }
    var status: String { word(.status) }
    var message: String { word(.message) }

    /// A kind of JSON value with its article.
    var kind: String {
        let kind = word(.kind)
        switch kind {
        case JSONKind.null.word: return kind
        case JSONKind.object.word, JSONKind.array.word: return "an " + kind
        default: return "a " + kind
        }
    }

    /// The effort that was sent, if it differs from the requested one.
    var effortSent: String {
        guard let sent = reason[.sent] else { return "" }
        let why = reason[.allowed].map { "takes \($0) here" } ?? "has refused it before"
        return ", sent as \"\(sent)\": \(model) \(why)"
    }

    var errorCode: String { reason[.errorCode]?.description ?? "no code" }

    /// `type server_error, code x, param y`, with what the upstream said of it.
    var errorDetails: String {
        let details: [(name: String, value: NoteParameter.Value?)] = [
            ("type", reason[.errorType]), ("code", reason[.errorCode]), ("param", reason[.errorParameter]),
        ]
        return details.compactMap { detail in detail.value.map { "\(detail.name) \($0)" } }.joined(separator: ", ")
    }

    private func word(_ name: NoteParameter.Name) -> String {
        reason[name]?.description ?? "{\(name.rawValue)}"
    }
}
