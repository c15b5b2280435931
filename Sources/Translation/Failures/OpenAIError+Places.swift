/// Places in the upstream request that an error's text names. Only this and the other extensions of ``OpenAIError`` read
/// the wordings of vendors.
extension OpenAIError {
    /// The parameter at fault: the error's own member, else the first path that the text quotes
    /// (`Invalid 'tools[3].function.name': …`).
    public var place: JSONPath? {
        parameter.map { JSONPath(parsing: $0) }
            ?? wording.firstMatch(of: /'([a-z_]+(?:\.?\[[0-9]+\][^']*|\.[^' ]+)?)'/).map {
                JSONPath(parsing: $0.output.1)
            }
    }

    /// The tool that the text names.
    public var namedTool: String? {
        wording.firstMatch(of: /(?i)(?:function|tool) '([^']+)'/).map { String($0.output.1) }
    }

    /// The steps of `In context=('properties', 'url')`: a place inside a schema.
    public var schemaContext: [String] {
        guard let context = wording.firstMatch(of: /In context=\(([^)]*)\)/)?.output.1 else { return [] }
        return context.split(separator: ",").map { step in
            String(step.trimmingPrefix(while: \.isWhitespace).filter { $0 != "'" && $0 != "\"" })
        }
    }

    /// Quoted words that may name a member or a value.
    public var quotedWords: Set<String> {
        Set(wording.matches(of: /['"]([A-Za-z$_][^'"]*)['"]/).map { String($0.output.1) })
    }

    /// Quoted words behind the context of a schema, usually the relevant ones.
    public var lateQuotedWords: Set<String> {
        guard let context = wording.firstRange(of: "In context=") else { return [] }
        let late = wording[context.upperBound...].drop { $0 != ")" }
        return Set(late.matches(of: /['"]([^'"]+)['"]/).map { String($0.output.1) })
    }
}

extension UpstreamFailure {
    /// The upstream's text about a tool, without the tool's name before it.
    public var toolComplaint: String {
        message.replacing(#/^Invalid schema for function '[^']*': /#, with: "")
    }
}
