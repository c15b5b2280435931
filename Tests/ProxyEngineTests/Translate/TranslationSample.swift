@testable import ProxyEngine

/// Small requests and targets for tests that are about one thing.
enum TranslationSample {
    /// `messages` is what stands between the brackets, `fields` further members of the body.
    static func request(
        _ messages: String = #"{"role": "user", "content": "Hello."}"#,
        fields: String = ""
    ) throws -> MessagesRequest {
        let more = fields.isEmpty ? "" : ", " + fields
        return try MessagesRequest(
            JSONDocument(#"{"model": "claude-opus-5-5", "max_tokens": 32000, "messages": [\#(messages)]\#(more)}"#)
        )
    }

    static func target(_ model: String = "gpt-5.2", isOpenAI: Bool = true) -> TranslationTarget {
        TranslationTarget(
            model: model,
            profile: ModelCatalog.bundled.profile(for: model),
            isOpenAI: isOpenAI,
            sealScope: "scope"
        )
    }

    static func tool(_ name: String, _ fields: String = "") -> String {
        let more = fields.isEmpty ? "" : ", " + fields
        return #"{"name": "\#(name)", "input_schema": {"type": "object", "properties": {}}\#(more)}"#
    }

    static func translate(
        _ request: MessagesRequest,
        _ dialect: DialectName = .responses,
        for target: TranslationTarget = target()
    ) throws -> TranslatedRequest {
        try Dialects.named(dialect).translate(request, for: target)
    }
}

extension TranslatedRequest {
    var json: JSONValue {
        get throws { try JSONDocument(body).root }
    }

    /// The raw text of a member, for comparing.
    func text(_ key: StaticString) throws -> String? {
        try json[key]?.raw.text
    }

    func notes(from source: String) -> [TranslationNote] {
        notes.filter { $0.source == source }
    }
}
