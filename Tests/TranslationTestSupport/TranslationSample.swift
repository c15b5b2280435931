package import Translation

/// Small requests and targets for tests that are about one thing.
package enum TranslationSample {
    /// `messages` is what stands between the brackets, `fields` further members of the body.
    package static func request(
        _ messages: String = #"{"role": "user", "content": "Hello."}"#,
        fields: String = ""
    ) throws -> MessagesRequest {
        let more = fields.isEmpty ? "" : ", " + fields
        return try MessagesRequest(
            JSONDocument(#"{"model": "claude-opus-5-5", "max_tokens": 32000, "messages": [\#(messages)]\#(more)}"#)
        )
    }

    package static func target(_ model: String = "gpt-5.2", isOpenAI: Bool = true) -> TranslationTarget {
        TranslationTarget(
            model: model,
            profile: ModelCatalog.bundled.profile(for: model),
            server: isOpenAI ? .openAI : .generic,
            sealScope: "scope"
        )
    }

    package static func tool(_ name: String, _ fields: String = "") -> String {
        let more = fields.isEmpty ? "" : ", " + fields
        return #"{"name": "\#(name)", "input_schema": {"type": "object", "properties": {}}\#(more)}"#
    }

    package static func translate(
        _ request: MessagesRequest,
        _ dialect: DialectName = .responses,
        for target: TranslationTarget = target()
    ) throws -> TranslatedRequest {
        try Dialects.named(dialect).translate(request, for: target)
    }
}

extension TranslatedRequest {
    package var json: JSONValue {
        get throws { try JSONDocument(body).root }
    }

    /// The raw text of a member, for comparing.
    package func text(_ key: StaticString) throws -> String? {
        try json[key]?.raw.text
    }

    /// The notes on `source`, one for each.
    package func notes(from source: JSONPath) -> [TranslationNote] {
        notes.flatMap(\.apart).filter { $0.source == source }
    }
}
